import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { filled, operations, valuesIn } from '../support/operations.mts';
import { inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { furnishedSandbox, buyElsewhere, silent, withSandbox } from '../support/withSandbox.mts';

const balance: INodeParameters = { resource: 'balance', operation: 'get' };
const poor = { accounts: [{ key: 'ch_sandbox', balance: 0.1, creditLimit: 0 }] };
const disabled = { accounts: [{ key: 'ch_sandbox', isActive: false }] };
const goingOn = { onError: 'continueErrorOutput' } as const;
const revoked = { accounts: [{ key: 'ch_sandbox', revoked: true }] };

const always = (kind: 'rateLimited' | 'html503' | 'dropBefore'): SandboxOptions => ({
	faults: [{ kind, times: 'always' }],
});
const elsewhere = { kind: 'redirect', location: 'http://127.0.0.1:9/elsewhere' } as const;
const nothingThere = { kind: 'echoKey', status: 404, times: 'always' } as const;
const buy = order('create');
const unknownOrder = order('get', { orderId: 999 });

/** What the API says, which stands in the details, and what the user reads. */
type Row = { words: string; parameters: INodeParameters; sandbox: SandboxOptions; message: RegExp };
it.each<Row>`
	words                                                                                            | parameters      | sandbox                                 | message
	${'HTTP 401, code UNAUTHORIZED: “'}                                                              | ${balance}      | ${revoked}                              | ${/does not accept the API key\. Check the key/}
	${'HTTP 402, code INSUFFICIENT_BALANCE: “余额不足”'}                                             | ${buy}          | ${poor}                                 | ${/balance .* too low .*Top up/}
	${'HTTP 403'}                                                                                    | ${balance}      | ${disabled}                             | ${/denied access.*Ask the GoSMS administrator/}
	${'HTTP 404'}                                                                                    | ${unknownOrder} | ${{ faults: [nothingThere] }}           | ${/did not find what it was asked for.*base URL/}
	${'HTTP 404, code ORDER_NOT_FOUND: “订单不存在”'}                                                | ${unknownOrder} | ${{}}                                   | ${/no order with this ID.*Check the order ID/}
	${'HTTP 500, code PRICE_CALCULATION_ERROR: “价格计算失败”'}                                      | ${buy}          | ${{ priceFailure: true }}               | ${/could not calculate the price.*administrator/}
	${'HTTP 503, code NO_AVAILABLE_NUMBER: “无可用号码”'}                                            | ${buy}          | ${{ stock: { ID: 0 } }}                 | ${/no number available.*another region/}
	${'HTTP 429'}                                                                                    | ${balance}      | ${always('rateLimited')}                | ${/too many requests.*Wait a minute/}
	${"HTTP status 302 and was not in the API's format: “redirect to http://127.0.0.1:9/elsewhere”"} | ${balance}      | ${{ faults: [elsewhere] }}              | ${/redirect.*Enter the final address/}
	${'status 503'}                                                                                  | ${balance}      | ${always('html503')}                    | ${/not working right now \(HTTP 503\).*Try again/}
	${'HTTP 200, but it has no “balance”: “{"ok":true}”'}                                            | ${balance}      | ${{ faults: [{ kind: 'wrongShape' }] }} | ${/cannot read: it has no “balance”.*Check the base URL/}
	${'Network code: '}                                                                              | ${balance}      | ${always('dropBefore')}                 | ${/did not answer in time.*Check the network/}
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
] as const)('explains a cancel refused while %s', async (status, http, apiCode, message) => {
	const refusal = { status: http, error: '无法取消', code: apiCode };
	const earlyCancelMs = status === 'pending' ? 600_000 : 0;
	const refusals = { cancelRefusal: refusal, earlyRefusal: refusal, earlyCancelMs };
	const sandbox = await withSandbox({ ...silent, ...refusals });
	const orderId = buyElsewhere(sandbox);
	if (status === 'received') sandbox.control.deliver(orderId);
	if (status === 'cancelled') sandbox.control.cancelAsOther(orderId);
	const { error } = await run(sandbox, order('cancel', { orderId }));
	expect(error?.message).toMatch(message);
	expect(error?.description).toContain('无法取消');
});

it('says that no connection could be made', async () => {
	const sandbox = await withSandbox();
	await sandbox.close();
	const { error } = await run(sandbox, order('create'));
	expect(error?.message).toMatch(/n8n could not connect to GoSMS\. Check the base URL/);
});

it.each(operations)('explains a refused key to $name, once for each item', async (one) => {
	const { json, failures } = await run(revoked, one.parameters, { node: goingOn, items: 2 });
	expect(json).toEqual([]);
	const told = expect.stringMatching(/does not accept the API key\. Check/);
	const expected = [0, 1].map((item) => ({ pairedItem: { item }, json: { error: told } }));
	expect(failures).toMatchObject(expected);
});

const withFields = operations.filter(({ given }) => Object.keys(given).length > 0);
describe.each(withFields)('an item of $name that cannot work', (one) => {
	const values = valuesIn(one.given);
	const [place = ''] = Object.keys(values);
	const wrong = { ...values, [place]: '?!' };
	const fromItem = filled(one.given, (_value, name) => `={{ $json.${name} }}`);
	const parameters = { ...one.parameters, ...fromItem };

	it('leaves the others alone where the node continues', async () => {
		const two = { items: [wrong, values], node: goingOn };
		const { items, failures } = await run(await furnishedSandbox(), parameters, two);
		expect(items).toEqual([{ json: expect.objectContaining(one.gives), pairedItem: { item: 1 } }]);
		const error = expect.stringMatching(/\?!.*\[item 0\]/);
		expect(failures).toMatchObject([{ pairedItem: { item: 0 }, json: { error } }]);
	});

	// Where money or a wait is at stake; the others may have begun.
	if (['create', 'createAndWait', 'waitForSms'].includes(one.operation))
		it('ends the run before any request otherwise', async () => {
			const { sandbox, error, json } = await run({}, parameters, { items: [values, wrong] });
			expect(error?.message).toMatch(/\?!.*\[item 1\]/);
			expect(json).toEqual([]);
			expect(sandbox.requests).toEqual([]);
		});
});

it('the regular output has the message in place of an item that cannot work', async () => {
	const node = { onError: 'continueRegularOutput' } as const;
	const items = inRegions('ID', 'Indonesia', 'GB', 'US');
	const create = order('create', { region: regionOfItem });
	const { json } = await run({ stock: { GB: 0 } }, create, { items, node });
	expect(json.map((row) => row.region)).toEqual(['ID', undefined, undefined, 'US']);
	expect(json[2]?.error).toMatch(/no number available.*\[item 2\]/);
});
