import type { Answer, Deviation, Group } from '../deviation.mts';
import { all, inJson, looks, notFoundOfGo, rowsOf, waits } from './edit.mts';

/** What may come once, from the API, a proxy, or a guard before it. */
const html = { 'content-type': 'text/html; charset=UTF-8', server: 'cloudflare' };
const page = (status: number, title: string): Answer => ({
	status,
	headers: html,
	text: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`,
});

const notFound = inJson(404, '{"error":"订单不存在","code":"ORDER_NOT_FOUND"}');

const answers: Record<string, Answer> = {
	'401 of the API': inJson(401, '{"error":"未授权","code":"UNAUTHORIZED"}'),
	'401 page': page(401, '401 Authorization Required'),
	'403 of the API': inJson(403, '{"error":"禁止访问"}'),
	'403 challenge page': page(403, 'Just a moment...'),
	'404 of the API': notFound,
	'404 page': page(404, '404 page not found'),
	'404 text of Go': notFoundOfGo,
	'400 of the API': inJson(400, '{"error":"参数错误","code":"INVALID_PARAMS"}'),
	'400 page': page(400, '400 Bad Request'),
	'402 of the API': inJson(402, '{"error":"余额不足"}'),
	'405 page': page(405, '405 Not Allowed'),
	'409 of the API': inJson(409, '{"error":"冲突"}'),
	'429 page': page(429, '429 Too Many Requests'),
	'500 of the API': inJson(500, '{"error":"服务器内部错误"}'),
	'500 {}': inJson(500, '{}'),
	'502 page': page(502, '502 Bad Gateway'),
	'503 challenge page': page(503, 'Just a moment...'),
	'520 page': page(520, 'Web server is returning an unknown error'),
	'200 page': page(200, 'Maintenance'),
	'200 {}': inJson(200, '{}'),
	'200 []': inJson(200, '[]'),
	'200 null': inJson(200, 'null'),
	'200 nothing': inJson(200, ''),
	'200 {code: 500, msg}': inJson(200, '{"code":500,"msg":"系统繁忙"}'),
	'200 half of the JSON': inJson(200, '{"order_id":123'),
	'302 to a sign-in page': { status: 302, headers: { location: '/login' }, text: '' },
};

const forGood = [
	...['401 of the API', '403 of the API', '403 challenge page', '503 challenge page'],
	...['302 to a sign-in page', '200 page', '404 text of Go', '502 page'],
];

export const strays: Group = {
	name: 'Stray answers to a look',
	what: 'In the middle of a wait one look is refused, or answered by a page: 401, 403, 404, 400, 5xx.',
	// By any of the two ways to look.
	rows: [
		...rowsOf(
			'one look is answered: ',
			looks,
			answers,
			(answer) => (truth, seen) => (seen.nth === 2 ? answer : truth),
			{ jobs: waits },
		),
		{
			name: 'an order is not found in its first 20 s',
			on: ['order'],
			jobs: ['create and wait', 'create and wait, without text', 'create and wait, five at once'],
			change: (truth, { nowMs }) => {
				const { created_at: createdAt } = JSON.parse(truth.text) as { created_at?: string };
				const isNew = nowMs - Date.parse(createdAt ?? '') < 20_000;
				return isNew ? notFound : truth;
			},
		},
	],
};

const meets = [
	...['create', 'get', 'get many', 'balance', 'profile', 'cancel', 'transactions'],
	'trigger: received',
];

/** Everything is answered so: nothing can be done, and the words must not mislead. */
const always = (name: string): Deviation => {
	const answer = answers[name];
	if (!answer) throw new TypeError(`What is ${name}?`);
	return {
		name: `everything is answered: ${name}`,
		on: all,
		jobs: meets,
		ask: () => answer,
		...(name.includes('challenge') && { neverSays: /account is disabled|is disabled or/i }),
		...(name.startsWith('401') && { says: /key/i }),
	};
};

/** One of the two ways to look is closed for good. */
const closed = (endpoint: 'order' | 'orders', words: string, answer: Answer): Deviation => ({
	name: `GET ${endpoint === 'order' ? '/order/{id}' : '/user/orders'} is answered ${words} for good`,
	on: [endpoint],
	jobs: [...waits, 'lost purchase'],
	ask: () => answer,
});

export const pages: Group = {
	name: 'Closed doors',
	what: 'A key, a way to look, or the whole API is refused for good, by the API or by a firewall in front of it.',
	rows: [
		...forGood.map(always),
		{ ...closed('order', '200 {}', inJson(200, '{}')), jobs: [...waits, 'get'] },
		{
			...closed('orders', '200 {}', inJson(200, '{}')),
			jobs: [...waits, 'get many', 'lost purchase'],
		},
		...[404, 500, 403].flatMap((status) =>
			(['order', 'orders'] as const).map((endpoint) =>
				closed(endpoint, String(status), inJson(status, '{"error":"资源不存在"}')),
			),
		),
	],
};
