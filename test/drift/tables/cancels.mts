import type { Answer, Deviation, Group } from '../deviation.mts';
import { inJson, onBody, rowsOf, withBody } from './edit.mts';

const timeOut = ['create and wait, time-out'];

/** The order was given back, and the answer looks like this. */
const givenBack: Record<string, (answer: Answer) => Answer> = {
	'{}': (answer) => withBody(answer, {}),
	null: (answer) => withBody(answer, 'null'),
	true: (answer) => withBody(answer, 'true'),
	nothing: (answer) => withBody(answer, ''),
	'nothing, 204': ({ headers: { date = '' } }) => ({ status: 204, headers: { date }, text: '' }),
	'a text': (answer) => ({ ...withBody(answer, 'OK'), headers: { 'content-type': 'text/plain' } }),
	'{success: true}': (answer) => withBody(answer, { success: true }),
	'{message}': (answer) => withBody(answer, { message: '订单已取消' }),
	'{code: 0, message}': (answer) => withBody(answer, { code: 0, message: '订单已取消' }),
	'{message with “later”}': (answer) =>
		withBody(answer, { message: '订单已取消，金额稍后退回', refund_amount: 0.5 }),
	'{refund}': (answer) => withBody(answer, { message: 'ok', refund: 0.5 }),
	'201': (answer) => ({ ...answer, status: 201 }),
	'202': (answer) => ({ ...answer, status: 202 }),
};

const amounts: Record<string, unknown> = { 'a text': '0.50', null: null, 0: 0, '-0.5': -0.5 };

/** The order stays as it is, and the answer looks like this. */
const refused: Record<string, [status: number, body: unknown]> = {
	'200 {success: false}': [200, { success: false }],
	'200 {success: false, message}': [200, { success: false, message: '订单创建后暂时无法取消' }],
	'200 {code: 40003, msg}': [200, { code: 40003, msg: '订单创建后暂时无法取消' }],
	'200 {code: "INVALID_PARAMS", error}': [200, { error: '暂时无法取消', code: 'INVALID_PARAMS' }],
	'200 {error}': [200, { error: '订单创建后暂时无法取消' }],
	'200 {status: "error", message}': [200, { status: 'error', message: '暂时无法取消' }],
	'200 words of refusal': [200, { message: '订单创建后暂时无法取消' }],
	'200 words of refusal and nothing back': [200, { message: '无法取消', refund_amount: 0 }],
	'200 and nothing back': [200, { message: 'ok', refund_amount: 0 }],
	'200 in words of English': [200, { message: 'Order cannot be cancelled yet' }],
	'200 the order, still pending': [200, { order_id: 12345, status: 'pending' }],
	'202 to be done later, and never done': [202, { message: '处理中' }],
	'403 {error}': [403, { error: '暂时无法取消' }],
	'409 {message}': [409, { message: '订单状态不允许取消' }],
	'422 {detail}': [422, { detail: 'too early' }],
	'425 a text': [425, 'Too Early'],
	'500 {error}': [500, { error: '取消失败' }],
};

const stays = ([name, [status, body]]: [string, [number, unknown]]): Deviation[] => {
	const refusal = withBody(inJson(status, ''), body);
	const row = { on: ['cancel'] as const, ask: () => refusal };
	return [
		{ ...row, name: `not given back: ${name}`, jobs: ['cancel', 'cancel stale', ...timeOut] },
		{
			...row,
			name: `not given back, and the SMS comes: ${name}`,
			jobs: timeOut,
			settings: { sms: { default: { delayMs: 50_000, code: '604271' } } },
		},
	];
};

const early = (minutes: number): Deviation => ({
	name: `refused with 200 and words in the first ${minutes} min`,
	on: ['cancel'],
	jobs: timeOut,
	settings: {
		earlyCancelMs: minutes * 60_000,
		earlyRefusal: { status: 400, error: '订单创建后暂时无法取消', code: null },
	},
	change: (answer) => (answer.status === 400 ? { ...answer, status: 200 } : answer),
});

export const cancels: Group = {
	name: 'Cancelling',
	what: 'A cancel is answered with {}, text or nothing; a refusal comes with 200, or in other words.',
	rows: [
		...rowsOf('given back: ', ['cancel'], givenBack, (change) => (answer) => {
			return answer.status === 200 ? change(answer) : answer;
		}),
		...rowsOf('refund_amount is ', ['cancel'], amounts, (refund_amount) =>
			onBody(() => ({ message: '订单已取消,金额已退回', refund_amount })),
		),
		...Object.entries(refused).flatMap(stays),
		early(1),
		early(2),
	],
};
