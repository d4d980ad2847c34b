import { describe, expect, it } from '@jest/globals';

import type { AccountOptions } from '../core/account.mts';
import type { SandboxCore } from '../core/core.mts';
import type { SettingsPatch } from '../core/settings.mts';
import { buy, call, frozenCore, whatsappId } from './frozenCore.mts';

const refusal = (status: number, code: string, error: string) => ({
	status,
	body: { error, code },
});
const invalid = refusal(400, 'INVALID_PARAMS', '参数错误');
const unauthorized = refusal(401, 'UNAUTHORIZED', '未授权');
const poor = refusal(402, 'INSUFFICIENT_BALANCE', '余额不足');
const disabled = refusal(403, 'ACCOUNT_DISABLED', '禁止访问,账号被禁用');
const notFound = refusal(404, 'ORDER_NOT_FOUND', '订单不存在');
const noNumber = refusal(503, 'NO_AVAILABLE_NUMBER', '无可用号码');

describe('a purchase is refused', () => {
	it.each<[string, unknown, object?]>([
		['no body', undefined],
		['a text that is no JSON', '{"project_code"'],
		['a list', []],
		['no region', { project_code: 'whatsapp' }],
		['no project_code', { region: 'ID' }],
		['an empty project_code', { project_code: '', region: 'ID' }],
		['a lower-case region', { project_code: 'whatsapp', region: 'id' }],
		['a long region', { project_code: 'whatsapp', region: 'IDN' }],
		['a null region', { project_code: 'whatsapp', region: null }],
		['a region that is no country', { project_code: 'whatsapp', region: 'XX' }, noNumber],
	])('with %s', (_what, body, expected = invalid) => {
		const core = frozenCore();
		expect(call(core, 'POST /order', body)).toMatchObject(expected);
		expect(core.control.account()).toMatchObject({ orders: 0, frozenBalance: 0 });
	});

	it.each<[string, SettingsPatch, Omit<AccountOptions, 'key'>, object]>([
		['the stock is used up', { stock: { ID: 1 } }, {}, noNumber],
		['the money is held', {}, { balance: 0.5, billingType: 'prepaid' }, poor],
		['the credit is spent', {}, { balance: 0, creditLimit: 0.5 }, poor],
	])('once %s', (_what, settings, account, expected) => {
		const core = frozenCore({ ...settings, accounts: [{ key: 'ch_sandbox', ...account }] });
		buy(core);
		expect(call(core, 'POST /order', whatsappId)).toMatchObject(expected);
		expect(core.control.audit()).toEqual([]);
	});
});

const unknownPath = { status: 404, body: { code: 'NOT_FOUND' } };

it.each<[string, object]>([
	['GET /user/orders?page=0', invalid],
	['GET /user/orders?page=x', invalid],
	['GET /user/orders?page=1.5', invalid],
	['GET /user/orders?page=', invalid],
	['GET /user/orders?page_size=0', invalid],
	['GET /user/orders?page_size=101', invalid],
	['GET /user/orders?status=expired', invalid],
	['GET /user/transactions?page_size=101', invalid],
	['GET /order/abc', invalid],
	['GET /order/999', notFound],
	['POST /order/999/cancel', notFound],
	['GET /nowhere', unknownPath],
	['DELETE /order/1', unknownPath],
	['POST /user/balance', unknownPath],
	['GET /', unknownPath],
])('%s is refused', (request, expected) => {
	expect(call(frozenCore(), request)).toMatchObject(expected);
});

it('a query value that is given twice is none that is known', () => {
	const query = { page: ['1', '2'] };
	const request = { method: 'GET', path: '/user/orders', key: 'ch_sandbox', query };
	expect(frozenCore().exchange(request)).toMatchObject({ answer: invalid });
});

describe('the key', () => {
	it.each([
		['unknown', { authorization: 'Bearer ch_other' }],
		['missing', {}],
		['without Bearer', { authorization: 'ch_sandbox' }],
	])('%s is 401', (_what, headers) => {
		const request = { method: 'GET', path: '/user/balance', headers };
		expect(frozenCore().exchange(request)).toMatchObject({ answer: unauthorized });
	});

	it('is 401 once revoked, 403 while the account is disabled', () => {
		const core = frozenCore();
		core.control.patchAccount({ isActive: false });
		expect(call(core, 'GET /user/balance')).toMatchObject(disabled);
		core.control.patchAccount({ revoked: true });
		expect(call(core, 'GET /user/balance')).toMatchObject(unauthorized);
	});

	it('of another account opens nothing of this one', () => {
		const core = frozenCore({ accounts: [{ key: 'ch_sandbox' }, { key: 'ch_two' }] });
		const id = buy(core);
		const asTwo = (request: string) => call(core, request, undefined, 'ch_two');
		expect(asTwo(`GET /order/${id}`)).toMatchObject(notFound);
		expect(asTwo(`POST /order/${id}/cancel`)).toMatchObject(notFound);
		expect(asTwo('GET /user/orders').body).toMatchObject({ total: 0 });
	});
});

it.each<[string, (core: SandboxCore, id: number) => unknown, string]>([
	['the SMS', ({ control }, id) => control.deliver(id), 'INVALID_PARAMS'],
	['a cancel', ({ control }, id) => control.cancelAsOther(id), 'INVALID_PARAMS'],
	['expiry', ({ control }, id) => control.expire(id), 'ORDER_EXPIRED'],
])('a cancel is refused after %s', (_when, happen, code) => {
	const core = frozenCore();
	const id = buy(core);
	happen(core, id);
	const before = core.control.account();
	expect(call(core, `POST /order/${id}/cancel`)).toMatchObject({ status: 400, body: { code } });
	expect(core.control.account()).toEqual(before);
});
