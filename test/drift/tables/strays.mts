import type { Answer, Deviation, Group } from '../deviation.mts';
import type { JobName } from '../jobs/names.mts';

/** What may come once, from the API, a proxy, or a guard before it. */
const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' };
const page = (title: string) =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`;

export const challenge = page('Just a moment...');

const answers: Record<string, Answer> = {
	'401 of the API': {
		status: 401,
		headers: json,
		text: '{"error":"未授权","code":"UNAUTHORIZED"}',
	},
	'401 page': { status: 401, headers: html, text: page('401 Authorization Required') },
	'403 of the API': { status: 403, headers: json, text: '{"error":"禁止访问"}' },
	'403 challenge page': { status: 403, headers: html, text: challenge },
	'404 of the API': {
		status: 404,
		headers: json,
		text: '{"error":"订单不存在","code":"ORDER_NOT_FOUND"}',
	},
	'404 page': { status: 404, headers: html, text: page('404 page not found') },
	'404 text of Go': {
		status: 404,
		headers: { 'content-type': 'text/plain' },
		text: '404 page not found',
	},
	'400 of the API': {
		status: 400,
		headers: json,
		text: '{"error":"参数错误","code":"INVALID_PARAMS"}',
	},
	'400 page': { status: 400, headers: html, text: page('400 Bad Request') },
	'402 of the API': { status: 402, headers: json, text: '{"error":"余额不足"}' },
	'405 page': { status: 405, headers: html, text: page('405 Not Allowed') },
	'409 of the API': { status: 409, headers: json, text: '{"error":"冲突"}' },
	'429 page': { status: 429, headers: html, text: page('429 Too Many Requests') },
	'500 of the API': { status: 500, headers: json, text: '{"error":"服务器内部错误"}' },
	'500 {}': { status: 500, headers: json, text: '{}' },
	'502 page': { status: 502, headers: html, text: page('502 Bad Gateway') },
	'503 challenge page': { status: 503, headers: html, text: challenge },
	'520 page': {
		status: 520,
		headers: html,
		text: page('Web server is returning an unknown error'),
	},
	'200 page': { status: 200, headers: html, text: page('Maintenance') },
	'200 {}': { status: 200, headers: json, text: '{}' },
	'200 []': { status: 200, headers: json, text: '[]' },
	'200 null': { status: 200, headers: json, text: 'null' },
	'200 nothing': { status: 200, headers: json, text: '' },
	'200 {code: 500, msg}': { status: 200, headers: json, text: '{"code":500,"msg":"系统繁忙"}' },
	'200 half of the JSON': { status: 200, headers: json, text: '{"order_id":123' },
	'302 to a sign-in page': { status: 302, headers: { location: '/login' }, text: '' },
};

const waits: readonly JobName[] = [
	'create and wait',
	'create and wait, without text',
	'create and wait, five at once',
	'wait',
	'trigger: received',
];

/** The look in the middle of a wait, by any of the two ways to look. */
const once = ([name, answer]: [string, Answer]): Deviation => ({
	name: `one look is answered: ${name}`,
	on: ['order', 'orders'],
	jobs: waits,
	change: (truth, { nth }) => (nth === 2 ? answer : truth),
});

const forGood = ['401 of the API', '403 of the API', '403 challenge page', '503 challenge page'];

export const strays: Group = {
	name: 'Stray answers to a look',
	what: 'In the middle of a wait one look is refused, or answered by a page: 401, 403, 404, 400, 5xx.',
	rows: Object.entries(answers).map(once),
};

const meets: Deviation['jobs'] = [
	'create',
	'get',
	'get many',
	'balance',
	'profile',
	'cancel',
	'transactions',
	'trigger: received',
];

/** Everything is answered so: nothing can be done, and the words must not mislead. */
const always = (name: string): Deviation => {
	const answer = answers[name];
	if (!answer) throw new TypeError(`What is ${name}?`);
	return {
		name: `everything is answered: ${name}`,
		on: ['create', 'order', 'orders', 'cancel', 'transactions', 'balance', 'profile'],
		jobs: meets,
		refusalIsBest: true,
		ask: () => answer,
		...(name.includes('challenge') && { neverSays: /account is disabled|is disabled or/i }),
		...(name.startsWith('401') && { says: /key/i }),
	};
};

/** One of the two ways to look is closed for good. */
const closed = (endpoint: 'order' | 'orders', status: number): Deviation => ({
	name: `GET ${endpoint === 'order' ? '/order/{id}' : '/user/orders'} is answered ${status} for good`,
	on: [endpoint],
	jobs: [...waits, 'lost purchase'],
	ask: () => ({ status, headers: json, text: '{"error":"资源不存在"}' }),
});

export const pages: Group = {
	name: 'Closed doors',
	what: 'A key, a way to look, or the whole API is refused for good, by the API or by a guard before it.',
	rows: [
		...forGood.map(always),
		...['302 to a sign-in page', '200 page', '404 text of Go', '502 page'].map(always),
		{
			name: 'GET /order/{id} is answered 200 {} for good',
			on: ['order'],
			jobs: [...waits, 'get'],
			refusalIsBest: ['get'],
			ask: () => ({ status: 200, headers: json, text: '{}' }),
		},
		{
			name: 'GET /user/orders is answered 200 {} for good',
			on: ['orders'],
			jobs: [...waits, 'get many', 'lost purchase'],
			refusalIsBest: ['get many', 'lost purchase'],
			ask: () => ({ status: 200, headers: json, text: '{}' }),
		},
		...[404, 500, 403].flatMap((status) => [closed('order', status), closed('orders', status)]),
	],
};
