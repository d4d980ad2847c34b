import { describe, expect, it } from '@jest/globals';

import type { SandboxCore } from '../core/core.mts';
import type { CoreOptions } from '../core/state.mts';
import { buy, call, frozenCore, whatsappId } from './frozenCore.mts';

const invalid = { status: 400, body: { error: '参数错误', code: 'INVALID_PARAMS' } };
const unauthorized = { status: 401, body: { error: '未授权', code: 'UNAUTHORIZED' } };
const noNumber = { status: 503, body: { error: '无可用号码', code: 'NO_AVAILABLE_NUMBER' } };
const notFound = { status: 404, body: { error: '订单不存在', code: 'ORDER_NOT_FOUND' } };
const poor = { status: 402, body: { error: '余额不足', code: 'INSUFFICIENT_BALANCE' } };

describe('bad parameters are 400', () => {
	it.each([
		['no body', undefined],
		['a text that is no JSON', '{"project_code"'],
		['a list', []],
		['no region', { project_code: 'whatsapp' }],
		['no project_code', { region: 'ID' }],
		['a number as project_code', { project_code: 7, region: 'ID' }],
		['an empty project_code', { project_code: '', region: 'ID' }],
		['a lower-case region', { project_code: 'whatsapp', region: 'id' }],
		['a long region', { project_code: 'whatsapp', region: 'IDN' }],
		['a null region', { project_code: 'whatsapp', region: null }],
	])('purchase with %s', (_what, body) => {
		const core = frozenCore();
		expect(call(core, 'POST /order', body)).toMatchObject(invalid);
		expect(core.control.account()).toMatchObject({ orders: 0, frozenBalance: 0 });
	});

	it.each([
		'/user/orders?page=0',
		'/user/orders?page=-1',
		'/user/orders?page=x',
		'/user/orders?page=1.5',
		'/user/orders?page=',
		'/user/orders?page_size=0',
		'/user/orders?page_size=101',
		'/user/orders?status=expired',
		'/user/orders?status=nonsense',
		'/user/transactions?page=0',
		'/user/transactions?page_size=101',
		'/order/abc',
		'/order/-1',
	])('GET %s', (path) => {
		expect(call(frozenCore(), `GET ${path}`)).toMatchObject(invalid);
	});

	it('takes a query value that is given twice for none it knows', () => {
		const query = { page: ['1', '2'] };
		const request = { method: 'GET', path: '/user/orders', key: 'ch_sandbox', query };
		expect(frozenCore().handle(request)).toMatchObject(invalid);
	});
});

describe('the key', () => {
	it.each([
		['unknown', { authorization: 'Bearer ch_other' }],
		['missing', {}],
		['without Bearer', { authorization: 'ch_sandbox' }],
	])('%s is 401', (_what, headers) => {
		const core = frozenCore();
		expect(core.handle({ method: 'GET', path: '/user/balance', headers })).toMatchObject(
			unauthorized,
		);
	});

	it('is 401 once revoked, 403 while the account is disabled', () => {
		const core = frozenCore();
		core.control.patchAccount({ isActive: false });
		expect(call(core, 'GET /user/balance')).toMatchObject({
			status: 403,
			body: { error: '禁止访问,账号被禁用', code: 'ACCOUNT_DISABLED' },
		});
		core.control.patchAccount({ revoked: true });
		expect(call(core, 'GET /user/balance')).toMatchObject(unauthorized);
	});

	it('may be one of several of the same account', () => {
		const core = frozenCore();
		const id = buy(core);
		core.control.addKey('ch_new');
		core.control.patchAccount({ creditLimit: 1 }, 'ch_new');
		expect(call(core, `GET /order/${id}`, undefined, 'ch_new')).toMatchObject({ status: 200 });
		expect(core.control.account().creditLimit).toBe(1);
	});

	it('of another account opens nothing of this one', () => {
		const core = frozenCore({ accounts: [{ key: 'ch_sandbox' }, { key: 'ch_two' }] });
		const id = buy(core);
		expect(call(core, `GET /order/${id}`, undefined, 'ch_two')).toMatchObject(notFound);
		expect(call(core, `POST /order/${id}/cancel`, undefined, 'ch_two')).toMatchObject(notFound);
		expect(call(core, 'GET /user/orders', undefined, 'ch_two').body).toMatchObject({ total: 0 });
	});
});

describe('a purchase is refused', () => {
	it.each<[string, CoreOptions, unknown, object]>([
		['in a region without stock', { stock: { ID: 0 } }, whatsappId, noNumber],
		['for an app without stock there', { stock: { 'ID/whatsapp': 0 } }, whatsappId, noNumber],
		['for an app without stock anywhere', { stock: { '*/whatsapp': 0 } }, whatsappId, noNumber],
		['in no country', {}, { project_code: 'whatsapp', region: 'XX' }, noNumber],
		['without money', { accounts: [poorAccount(0.49)] }, whatsappId, poor],
		[
			'when the price fails',
			{ priceFailure: true },
			whatsappId,
			{ status: 500, body: { error: '价格计算失败', code: 'PRICE_CALCULATION_ERROR' } },
		],
	])('%s', (_where, options, body, refusal) => {
		const core = frozenCore(options);
		expect(call(core, 'POST /order', body)).toMatchObject(refusal);
		expect(core.control.account()).toMatchObject({ orders: 0, frozenBalance: 0 });
	});

	it('once the stock is used up, the money held, or the credit spent', () => {
		const last = frozenCore({ stock: { ID: 1 } });
		buy(last);
		expect(call(last, 'POST /order', whatsappId)).toMatchObject(noNumber);

		const prepaid = frozenCore({ accounts: [poorAccount(0.5)] });
		buy(prepaid);
		expect(call(prepaid, 'POST /order', whatsappId)).toMatchObject(poor);

		const postpaid = frozenCore({
			accounts: [{ key: 'ch_sandbox', balance: 0, creditLimit: 0.5 }],
		});
		buy(postpaid);
		expect(call(postpaid, 'POST /order', whatsappId)).toMatchObject(poor);
		expect([last, prepaid, postpaid].flatMap((core) => core.control.audit())).toEqual([]);
	});
});

describe('what is not there is 404', () => {
	it.each(['GET /order/999', 'POST /order/999/cancel'])('%s', (request) => {
		expect(call(frozenCore(), request)).toMatchObject(notFound);
	});

	it.each(['GET /nowhere', 'DELETE /order/1', 'POST /user/balance', 'GET /'])('%s', (request) => {
		expect(call(frozenCore(), request)).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
	});
});

describe('a cancel is refused', () => {
	it.each<[string, (core: SandboxCore, id: number) => unknown, string]>([
		['after the SMS', (core, id) => core.control.deliver(id), 'INVALID_PARAMS'],
		['after completion', (core, id) => core.control.complete(id), 'INVALID_PARAMS'],
		['after a cancel', (core, id) => core.control.cancelAsOther(id), 'INVALID_PARAMS'],
		['after expiry', (core, id) => core.control.expire(id), 'ORDER_EXPIRED'],
	])('%s', (_when, happen, code) => {
		const core = frozenCore();
		const id = buy(core);
		happen(core, id);
		const before = core.control.account();
		expect(call(core, `POST /order/${id}/cancel`)).toMatchObject({ status: 400, body: { code } });
		expect(core.control.account()).toEqual(before);
	});
});

function poorAccount(balance: number) {
	return { key: 'ch_sandbox', balance, billingType: 'prepaid' } as const;
}
