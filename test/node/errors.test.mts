import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { filled, furnishedSandbox, operations, valuesIn } from '../support/operations.mts';
import { code, order } from '../support/parameters.mts';
import { runGoSms } from '../support/runGoSms.mts';
import { withSandbox } from '../support/withSandbox.mts';

const balance: INodeParameters = { resource: 'balance', operation: 'get' };
const poor = { accounts: [{ key: 'ch_sandbox', balance: 0.1, creditLimit: 0 }] };
const disabled = { accounts: [{ key: 'ch_sandbox', isActive: false }] };
const refuse = (status: number, text: string, apiCode: string | null) => ({
	cancelRefusal: { status, error: text, code: apiCode },
});

/** Each documented answer: what the user reads, and the API's own words beside it. */
const documented: Array<[string, INodeParameters, SandboxOptions, RegExp, RegExp]> = [
	[
		'401 UNAUTHORIZED',
		balance,
		{ accounts: [{ key: 'ch_sandbox', revoked: true }] },
		/does not accept the API key\. Check the key/,
		/HTTP 401, code UNAUTHORIZED: “/,
	],
	[
		'402 INSUFFICIENT_BALANCE',
		order('create'),
		poor,
		/balance .* too low .*Top up/,
		/HTTP 402, code INSUFFICIENT_BALANCE: “余额不足”/,
	],
	['403', balance, disabled, /denied access.*Ask the GoSMS administrator/, /HTTP 403/],
	[
		'404 ORDER_NOT_FOUND',
		order('get', { orderId: 999 }),
		{},
		/no order with this ID.*Check the order ID/,
		/HTTP 404, code ORDER_NOT_FOUND: “订单不存在”/,
	],
	[
		'500 PRICE_CALCULATION_ERROR',
		order('create'),
		{ priceFailure: true },
		/could not calculate the price.*administrator/,
		/HTTP 500, code PRICE_CALCULATION_ERROR: “价格计算失败”/,
	],
	[
		'503 NO_AVAILABLE_NUMBER',
		order('create'),
		{ stock: { ID: 0 } },
		/no number available.*another region/,
		/HTTP 503, code NO_AVAILABLE_NUMBER: “无可用号码”/,
	],
	[
		'429, again and again',
		balance,
		{ faults: [{ kind: 'rateLimited', times: 'always' }] },
		/too many requests.*Wait a minute/,
		/HTTP 429/,
	],
	[
		'a redirect',
		balance,
		{ faults: [{ kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' }] },
		/redirect.*Enter the final address/,
		/HTTP status 302.*elsewhere/,
	],
	[
		'a page instead of the API',
		balance,
		{ faults: [{ kind: 'html503', times: 'always' }] },
		/not working right now \(HTTP 503\).*Try again/,
		/status 503/,
	],
	[
		'an answer of another shape',
		balance,
		{ faults: [{ kind: 'wrongShape' }] },
		/cannot read: it has no “balance”.*Check the base URL/,
		/HTTP 200: “\{"ok":true\}”/,
	],
	[
		'a connection that breaks',
		balance,
		{ faults: [{ kind: 'dropBefore', times: 'always' }] },
		/did not answer in time.*Check the network/,
		/Network code: \w+/,
	],
];

it.each(documented)('explains %s', async (_name, parameters, sandbox, message, words) => {
	const { error, json } = await runGoSms(await withSandbox(sandbox), { parameters });
	expect(json).toEqual([]);
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(words);
	expect(error?.context?.itemIndex).toBe(0);
});

it.each([
	['pending', 400, 'INVALID_PARAMS', /did not cancel order \d+.*it is still pending/],
	['received', 400, 'INVALID_PARAMS', /was not cancelled because its SMS has arrived/],
	['cancelled', 409, null, /was not cancelled because it is already cancelled/],
] as const)(
	'explains a refused cancel of an order that is %s',
	async (status, http, apiCode, message) => {
		const sandbox = await withSandbox({
			...refuse(http, '无法取消', apiCode),
			earlyRefusal: { status: http, error: '无法取消', code: apiCode },
			earlyCancelMs: status === 'pending' ? 600_000 : 0,
			sms: { default: { delayMs: null } },
		});
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		if (status === 'received') sandbox.control.deliver(orderId);
		if (status === 'cancelled') sandbox.control.cancelAsOther(orderId);
		const { error } = await runGoSms(sandbox, { parameters: order('cancel', { orderId }) });
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('无法取消');
	},
);

it('says that no connection could be made', async () => {
	const sandbox = await withSandbox();
	const { baseUrl, key } = sandbox;
	await sandbox.close();
	const { error } = await runGoSms({ baseUrl, key }, { parameters: order('create') });
	expect(error?.message).toMatch(/n8n could not connect to GoSMS\. Check the base URL/);
});

it('sends a refused key once only', async () => {
	const sandbox = await withSandbox({ accounts: [{ key: 'ch_sandbox', revoked: true }] });
	await runGoSms(sandbox, { parameters: order('create') });
	expect(sandbox.requests).toHaveLength(1);
});

it.each(operations)('explains a refused key to $name, once for each item', async (one) => {
	const revoked = { accounts: [{ key: 'ch_sandbox', revoked: true }] };
	const { parameters } = one;
	const node = { onError: 'continueErrorOutput' } as const;
	const run = { parameters, node, items: [{}, {}] };
	const { json, failures } = await runGoSms(await withSandbox(revoked), run);
	expect(json).toEqual([]);
	expect(failures.map((item) => [item.pairedItem, item.json.error])).toEqual(
		[0, 1].map((item) => [{ item }, expect.stringMatching(/does not accept the API key\. Check/)]),
	);
});

it.each(operations.filter(({ given }) => Object.keys(valuesIn(given)).length > 0))(
	'an item of $name that cannot work leaves the others alone where the node continues',
	async ({ given, gives, parameters }) => {
		const values = valuesIn(given);
		const [wrong = ''] = Object.keys(values);
		const fromItem = filled(given, (_value, place) => `={{ $json.${place} }}`);
		const { items, failures } = await runGoSms(await furnishedSandbox(), {
			parameters: { ...parameters, ...fromItem },
			items: [{ ...values, [wrong]: '?!' }, values],
			node: { onError: 'continueErrorOutput' },
		});
		expect(items).toEqual([{ json: expect.objectContaining(gives), pairedItem: { item: 1 } }]);
		expect(failures.map((item) => [item.pairedItem, item.json.error])).toEqual([
			[{ item: 0 }, expect.stringMatching(/\?!.*\[item 0\]/)],
		]);
	},
);

describe('with several items, one of which cannot work', () => {
	const run = async (onError?: 'continueErrorOutput' | 'continueRegularOutput') => {
		const sandbox = await withSandbox({ stock: { GB: 0 } });
		const regions = ['ID', 'Indonesia', 'GB', 'US'];
		const outcome = await runGoSms(sandbox, {
			parameters: order('create', { region: code('={{ $json.region }}') }),
			items: regions.map((region) => ({ region })),
			node: onError ? { onError } : {},
		});
		return { sandbox, outcome };
	};

	it('the error output gets it, and the others go on in their order', async () => {
		const { outcome } = await run('continueErrorOutput');
		expect(outcome.json.map((row) => row.region)).toEqual(['ID', 'US']);
		expect(outcome.items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(outcome.failures.map((item) => item.pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
		const [typed, sold] = outcome.failures.map((item) => String(item.json.error));
		expect(typed).toContain(
			'“Indonesia” is not a country code. Use the two-letter code ID instead.',
		);
		expect(sold).toContain('no number available');
		expect([typed, sold].map((text) => /\[item (\d)\]/.exec(text ?? '')?.[1])).toEqual(['1', '2']);
	});

	it('the regular output has the message in its place', async () => {
		const { outcome } = await run('continueRegularOutput');
		expect(outcome.json.map((row) => row.region ?? 'failed')).toEqual([
			'ID',
			'failed',
			'failed',
			'US',
		]);
		expect(outcome.json[2]?.error).toContain('no number available');
	});

	it('the run ends with it otherwise, before anything is bought', async () => {
		const { sandbox, outcome } = await run();
		expect(outcome.error?.message).toMatch(/“Indonesia”.*\[item 1\]/);
		expect(outcome.json).toEqual([]);
		expect(sandbox.requests).toEqual([]);
	});
});
