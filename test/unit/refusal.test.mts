import { describe, expect, it } from '@jest/globals';
import { classifyAnswer, reasonFor, type Failure } from '../../nodes/GoSms/transport/failure.ts';
import * as read from '../../nodes/GoSms/transport/reading/answers.ts';
import type { Reason } from '../../nodes/GoSms/transport/reading/refusal.ts';
import { mayPass, surelyBoughtNothing } from '../../nodes/GoSms/transport/retry.ts';

/** What a purchase comes to that is answered so. */
function failureOf(status: number, body: unknown): Failure | undefined {
	const answer = { status, headers: {}, body };
	const refused = classifyAnswer(answer, 0);
	if (refused) return refused;
	const order = read.readOrder(answer);
	return order.ok ? undefined : order.failure;
}

type Case = [string, number, unknown, Reason];

const noNumber = '无可用号码';
const sold = { error: noNumber };
const statuses = [200, 404, 409, 422, 500, 503];
const soldOut = [
	'号码不足',
	'暂无可用号码',
	'库存为0',
	'号码池已空',
	'Sold out',
	'Number unavailable',
	'No free phones',
];
const challenge = '<html><title>Just a moment...</title><body>Checking your browser</body>';

const cases: Case[] = [
	['the document’s 400', 400, { error: '参数错误', code: 'INVALID_PARAMS' }, 'parameters'],
	['the document’s 401', 401, { error: '未授权', code: 'UNAUTHORIZED' }, 'key'],
	['the document’s 402', 402, { error: '余额不足', code: 'INSUFFICIENT_BALANCE' }, 'balance'],
	['the document’s 404', 404, { error: '订单不存在', code: 'ORDER_NOT_FOUND' }, 'notFound'],
	['the document’s expiry', 400, { error: '订单已过期', code: 'ORDER_EXPIRED' }, 'expired'],
	['the document’s 503', 503, { error: noNumber, code: 'NO_AVAILABLE_NUMBER' }, 'stock'],
	['the document’s price failure', 500, { error: 'x', code: 'PRICE_CALCULATION_ERROR' }, 'price'],
	['a 402 as message', 402, { message: '余额不足' }, 'balance'],
	['a 402 with a number of five digits', 402, { code: 40201, msg: 'no' }, 'balance'],
	['such a number under 200', 200, { code: 40201, msg: 'no' }, 'balance'],
	['the status in the envelope', 200, { code: 402, message: 'Payment Required' }, 'balance'],
	['a nested error', 402, { error: { code: 'E1', message: '余额不足' } }, 'balance'],
	['an error in data', 400, { code: 1, message: '', data: { error: '余额不足' } }, 'balance'],
	['a list of errors', 402, { errors: [{ detail: '余额不足' }] }, 'balance'],
	['a refusal as text', 402, '余额不足', 'balance'],
	['a refusal as a list', 402, ['余额不足'], 'balance'],
	['a code in another case', 409, { code: 'insufficient-balance' }, 'balance'],
	['a right that is insufficient', 403, { error: 'Insufficient permissions' }, 'access'],
	['insufficient memory', 500, { error: 'insufficient memory' }, 'trouble'],
	['insufficient stock', 409, { code: 'INSUFFICIENT_STOCK' }, 'stock'],
	['a limit in the envelope', 200, { code: 429, message: 'slow down' }, 'tooMany'],
	['a limit in words under 200', 200, { success: false, message: '请求过于频繁' }, 'tooMany'],
	['an English balance', 400, { error: 'Not enough balance' }, 'balance'],
	...statuses.map((status): Case => [`no number under ${status}`, status, sold, 'stock']),
	['no number by its code only', 500, { code: 'NO_AVAILABLE_NUMBER' }, 'stock'],
	['no number in English', 409, { detail: 'No numbers left for this country' }, 'stock'],
	...soldOut.map((error): Case => [`no number as ${error}`, 400, { error }, 'stock']),
	['a line of Cloudflare’s', 403, 'error code: 1020', 'blocked'],
	['out of stock', 200, { success: false, msg: 'Out of stock' }, 'stock'],
	['no number as text', 503, noNumber, 'stock'],
	['a 429 whatever it says', 429, { error: noNumber }, 'tooMany'],
	['a 429 page', 429, '<html>Too Many Requests</html>', 'tooMany'],
	['a rate limit under 403', 403, { error: '请求过于频繁' }, 'tooMany'],
	['a challenge with 403', 403, challenge, 'blocked'],
	['a challenge with 503', 503, challenge, 'blocked'],
	['a forbidding page', 403, '<html><h1>403 Forbidden</h1>', 'blocked'],
	['the API’s own 403', 403, { error: '账号被禁用' }, 'access'],
	['a 403 without words', 403, {}, 'access'],
	['a 502 page', 502, '<html><title>502 Bad Gateway</title>', 'trouble'],
	['a 500 in JSON', 500, { error: '系统错误' }, 'trouble'],
	['a pool that is slow', 500, { error: '获取号码池超时' }, 'trouble'],
	['a 503 that is not about stock (decision 5)', 503, { error: 'busy' }, 'trouble'],
	['an unknown 4xx', 418, { error: 'teapot' }, 'other'],
];

describe('a refusal', () => {
	it.each(cases)('is understood, and what it costs: %s', (_name, status, body, reason) => {
		const failure = failureOf(status, body);
		if (!failure) throw new TypeError('it is a failure');
		expect(failure).toMatchObject({ status, reason });
		const isWaitedFor = classifyAnswer({ status, headers: {}, body }, 0) !== undefined;
		if (reason === 'tooMany') expect(isWaitedFor).toBe(true);
		expect(reasonFor(failure) === 'stock').toBe(reason === 'stock');
		expect(mayPass(failure)).toBe(['tooMany', 'blocked', 'trouble'].includes(reason));
		// A page of something in between that let nothing through, or the API’s own no.
		const isSure = reason !== 'trouble' && !(reason === 'blocked' && status === 503);
		expect(surelyBoughtNothing(failure)).toBe(isSure);
	});

	it('keeps the words of the API, wherever they stood', () => {
		const failure = failureOf(402, { error: { code: 'E1', message: '余额不足' } });
		expect(failure).toMatchObject({ kind: 'refused', code: 'E1', text: '余额不足' });
	});

	it.each<[string, unknown]>([
		['an order', { order_id: 1, code: '402123', status: 'received' }],
		['an order with an empty error', { order_id: 1, error: '' }],
		['an envelope that is pleased', { code: 0, message: 'success', data: { order_id: 1 } }],
		['an envelope with 200 in it', { code: 200, msg: '操作成功', data: { order_id: 1 } }],
		['an order whose text speaks of errors', { order_id: 1, content: 'error 402: 余额不足' }],
	])('is not seen in %s', (_name, body) => {
		expect(failureOf(200, body)).toBeUndefined();
	});
});

describe('a cancel with a status of success', () => {
	const cancelOf = (body: unknown) => read.readCancellation({ status: 200, headers: {}, body });

	it.each<[string, unknown, number | undefined]>([
		['as documented', { message: '订单已取消', refund_amount: 0.5 }, 0.5],
		['with the amount as text', { data: { refundAmount: '0.50' } }, 0.5],
		['without an amount', { message: '取消成功' }, undefined],
		['with nothing at all', '', undefined],
		['in an envelope', { code: 0, message: 'ok', data: { refund_amount: 0 } }, 0],
	])('is believed %s', (_name, body, refundAmount) => {
		expect(cancelOf(body)).toMatchObject({ ok: true, value: { refundAmount } });
	});

	it.each<unknown>([
		{ success: false },
		{ success: false, message: 'ok' },
		{ message: '取消失败' },
		{ message: '订单已收到短信，无法取消' },
		{ code: 1, msg: '请稍后再试' },
		{ message: 'Order cannot be cancelled yet' },
		{ message: 'too early' },
		{ error: 'x' },
		{ status: 'error' },
		{ code: 400, message: '' },
		'not allowed',
	])('is a refusal as %p', (body) => {
		expect(cancelOf(body)).toMatchObject({ ok: false, failure: { kind: 'refused', status: 200 } });
	});
});
