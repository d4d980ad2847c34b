import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { filled, furnishedSandbox, operations, valuesIn } from '../support/operations.mts';
import { inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { buyElsewhere, silent, withSandbox } from '../support/withSandbox.mts';

const balance: INodeParameters = { resource: 'balance', operation: 'get' };
const poor = { accounts: [{ key: 'ch_sandbox', balance: 0.1, creditLimit: 0 }] };
const disabled = { accounts: [{ key: 'ch_sandbox', isActive: false }] };
const revoked = { accounts: [{ key: 'ch_sandbox', revoked: true }] };

const always = (kind: 'rateLimited' | 'html503' | 'dropBefore'): SandboxOptions => ({
	faults: [{ kind, times: 'always' }],
});
const elsewhere = { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' } as const;
const buy = order('create');
const unknownOrder = order('get', { orderId: 999 });

/** What the API says, which stands in the details, and what the user reads. */
type Row = { words: string; parameters: INodeParameters; sandbox: SandboxOptions; message: RegExp };
it.each<Row>`
	words                                                                                          | parameters      | sandbox                                 | message
	${'HTTP 401, code UNAUTHORIZED: “'}                                                            | ${balance}      | ${revoked}                              | ${/does not accept the API key\. Check the key/}
	${'HTTP 402, code INSUFFICIENT_BALANCE: “余额不足”'}                                           | ${buy}          | ${poor}                                 | ${/balance .* too low .*Top up/}
	${'HTTP 403'}                                                                                  | ${balance}      | ${disabled}                             | ${/denied access.*Ask the GoSMS administrator/}
	${'HTTP 404, code ORDER_NOT_FOUND: “订单不存在”'}                                              | ${unknownOrder} | ${{}}                                   | ${/no order with this ID.*Check the order ID/}
	${'HTTP 500, code PRICE_CALCULATION_ERROR: “价格计算失败”'}                                    | ${buy}          | ${{ priceFailure: true }}               | ${/could not calculate the price.*administrator/}
	${'HTTP 503, code NO_AVAILABLE_NUMBER: “无可用号码”'}                                          | ${buy}          | ${{ stock: { ID: 0 } }}                 | ${/no number available.*another region/}
	${'HTTP 429'}                                                                                  | ${balance}      | ${always('rateLimited')}                | ${/too many requests.*Wait a minute/}
	${"HTTP status 302 and was not in the API's form: “redirect to http://127.0.0.1:9/elsewhere”"} | ${balance}      | ${{ faults: [elsewhere] }}              | ${/redirect.*Enter the final address/}
	${'status 503'}                                                                                | ${balance}      | ${always('html503')}                    | ${/not working right now \(HTTP 503\).*Try again/}
	${'HTTP 200, but it has no “balance”: “{"ok":true}”'}                                          | ${balance}      | ${{ faults: [{ kind: 'wrongShape' }] }} | ${/cannot read: it has no “balance”.*Check the base URL/}
	${'Network code: '}                                                                            | ${balance}      | ${always('dropBefore')}                 | ${/did not answer in time.*Check the network/}
`('explains the answer “$words”', async ({ words, parameters, sandbox, message }) => {
	const { error, json } = await run(sandbox, parameters);
	expect(json).toEqual([]);
	expect(error?.message).toMatch(message);
	expect(error?.description).toContain(words);
	expect(error?.context?.itemIndex).toBe(0);
});

it.each([
	['pending', 400, 'INVALID_PARAMS', /did not cancel order \d+.*it is still pending/],
	['received', 400, 'INVALID_PARAMS', /was not cancelled because its SMS has arrived/],
	['cancelled', 409, null, /was not cancelled because it is already cancelled/],
] as const)(
	'explains a refused cancel of an order that is %s',
	async (status, http, apiCode, message) => {
		const refusal = { status: http, error: '无法取消', code: apiCode };
		const sandbox = await withSandbox({
			...silent,
			cancelRefusal: refusal,
			earlyRefusal: refusal,
			earlyCancelMs: status === 'pending' ? 600_000 : 0,
		});
		const orderId = buyElsewhere(sandbox);
		if (status === 'received') sandbox.control.deliver(orderId);
		if (status === 'cancelled') sandbox.control.cancelAsOther(orderId);
		const { error } = await run(sandbox, order('cancel', { orderId }));
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('无法取消');
	},
);

it('says that no connection could be made', async () => {
	const sandbox = await withSandbox();
	await sandbox.close();
	const { error } = await run(sandbox, order('create'));
	expect(error?.message).toMatch(/n8n could not connect to GoSMS\. Check the base URL/);
});

it('sends a refused key once only', async () => {
	const { sandbox } = await run(revoked, order('create'));
	expect(sandbox.requests).toHaveLength(1);
});

it.each(operations)('explains a refused key to $name, once for each item', async (one) => {
	const { json, failures } = await run(revoked, one.parameters, {
		node: { onError: 'continueErrorOutput' },
		items: 2,
	});
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
		const { items, failures } = await run(
			await furnishedSandbox(),
			{ ...parameters, ...fromItem },
			{ items: [{ ...values, [wrong]: '?!' }, values], node: { onError: 'continueErrorOutput' } },
		);
		expect(items).toEqual([{ json: expect.objectContaining(gives), pairedItem: { item: 1 } }]);
		expect(failures.map((item) => [item.pairedItem, item.json.error])).toEqual([
			[{ item: 0 }, expect.stringMatching(/\?!.*\[item 0\]/)],
		]);
	},
);

describe('with several items, one of which cannot work', () => {
	const regions = ['ID', 'Indonesia', 'GB', 'US'];
	const runAll = async (onError?: 'continueErrorOutput' | 'continueRegularOutput') =>
		await run({ stock: { GB: 0 } }, order('create', { region: regionOfItem }), {
			items: inRegions(...regions),
			node: onError ? { onError } : {},
		});

	it('the error output gets it, and the others go on in their order', async () => {
		const outcome = await runAll('continueErrorOutput');
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
		const outcome = await runAll('continueRegularOutput');
		expect(outcome.json.map((row) => row.region ?? 'failed')).toEqual([
			'ID',
			'failed',
			'failed',
			'US',
		]);
		expect(outcome.json[2]?.error).toContain('no number available');
	});

	it('the run ends with it otherwise, before anything is bought', async () => {
		const { sandbox, error, json } = await runAll();
		expect(error?.message).toMatch(/“Indonesia”.*\[item 1\]/);
		expect(json).toEqual([]);
		expect(sandbox.requests).toEqual([]);
	});
});
