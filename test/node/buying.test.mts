import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { code, order } from '../support/parameters.mts';
import { runGoSms } from '../support/runGoSms.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const buy = (options: INodeParameters) => order('create', { options });
const never = { sms: { default: { delayMs: null } } };
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ index }));

describe('fallback regions', () => {
	it('are tried in their order when no number is left', async () => {
		const sandbox = await withSandbox({ stock: { ID: 0, GB: 0 } });
		const { json } = await runGoSms(sandbox, { parameters: buy({ fallbackRegions: 'gb, US,IN' }) });
		expect(json[0]).toMatchObject({ region: 'US' });
		expect(countOf(sandbox, 'create')).toBe(3);
	});

	it('are not tried for any other reason', async () => {
		const sandbox = await withSandbox({ priceFailure: true });
		const { error } = await runGoSms(sandbox, { parameters: buy({ fallbackRegions: 'US' }) });
		expect(error?.message).toMatch(/price/);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it('may all be without numbers', async () => {
		const sandbox = await withSandbox({ stock: { ID: 0, US: 0 } });
		const { error } = await runGoSms(sandbox, { parameters: buy({ fallbackRegions: 'US' }) });
		expect(error?.message).toMatch(/no number available/);
	});
});

describe('a maximum price', () => {
	it('gives a dearer number back, and tries the next region', async () => {
		const sandbox = await withSandbox({ prices: { US: 1.5, ID: 0.3 } });
		const { json } = await runGoSms(sandbox, {
			parameters: order('create', {
				region: code('US'),
				options: { maxPrice: 0.3, fallbackRegions: 'ID' },
			}),
		});
		expect(json[0]).toMatchObject({ region: 'ID', price: 0.3 });
		expect(sandbox.control.orders().map((one) => one.phase)).toEqual(['cancelled', 'pending']);
	});

	it('says what was offered when everything is dearer', async () => {
		const sandbox = await withSandbox({ prices: { ID: 0.5 } });
		const { error } = await runGoSms(sandbox, { parameters: buy({ maxPrice: 0.4 }) });
		expect(error?.message).toMatch(/more than 0\.40: ID at 0\.50\. Raise Max Price/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it('names the order that could not be given back yet, and gives it back later', async () => {
		const sandbox = await withSandbox({ ...never, prices: { ID: 0.5 }, earlyCancelMs: 60_000 });
		const { error } = await runGoSms(sandbox, { parameters: buy({ maxPrice: 0.4 }) });
		expect(error?.message).toMatch(
			/more than 0\.40: ID at 0\.50\..*Order 12345 costs 0\.50, .* keeps trying until the order expires/,
		);
		while (sandbox.control.account().frozenBalance > 0) await sleep(20);
		expect(sandbox.control.order(12345).phase).toBe('cancelled');
	});

	it('tries the next region although the number cannot be given back yet', async () => {
		const sandbox = await withSandbox({
			...never,
			prices: { US: 1.5, ID: 0.3 },
			earlyCancelMs: 60_000,
		});
		const { json } = await runGoSms(sandbox, {
			parameters: order('create', {
				region: code('US'),
				options: { maxPrice: 0.3, fallbackRegions: 'ID' },
			}),
		});
		expect(json[0]).toMatchObject({ region: 'ID', price: 0.3 });
		while (sandbox.control.account().frozenBalance > 0.3) await sleep(20);
	});
});

describe('a lost purchase', () => {
	it('of several at once gets each its own number', async () => {
		const sandbox = await withSandbox({
			faults: [{ kind: 'dropAfter', endpoint: 'create', times: 3 }],
		});
		const { json } = await runGoSms(sandbox, { parameters: order('create'), items: items(8) });
		expect(new Set(json.map((row) => row.order_id)).size).toBe(8);
		expect(sandbox.control.orders()).toHaveLength(8);
	});

	it('that the server finishes late is found, and not bought again', async () => {
		const late = { kind: 'latency', endpoint: 'create', ms: 500, work: 'afterwards' } as const;
		const sandbox = await withSandbox({ ...never, faults: [late] });
		const { json } = await runGoSms(sandbox, { parameters: order('create') });
		expect(sandbox.control.orders().map((one) => one.orderId)).toEqual([json[0]?.order_id]);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it('with more candidates than purchases is left to the user, who gets their IDs', async () => {
		const sandbox = await withSandbox({
			...never,
			faults: [{ kind: 'dropAfter', endpoint: 'create' }],
		});
		const running = runGoSms(sandbox, { parameters: order('create') });
		while (countOf(sandbox, 'create') === 0) await new Promise((next) => setImmediate(next));
		const other = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const { error } = await running;
		const ids = sandbox.control.orders().map((one) => one.orderId);
		expect(ids).toContain(other.orderId);
		expect(error?.message).toContain(`It may be one of these orders: ${ids.join(', ')}.`);
	});
});

it.each([
	['money', { accounts: [{ key: 'ch_sandbox', balance: 2, creditLimit: 0 }] }, 4],
	['a valid key', { accounts: [{ key: 'ch_sandbox', revoked: true }] }, 0],
])('ends all buying in a run without %s', async (_name, sandboxOptions, sold) => {
	const sandbox = await withSandbox({ ...never, ...sandboxOptions });
	const { failures, json } = await runGoSms(sandbox, {
		parameters: order('create'),
		items: items(100),
		node: { onError: 'continueErrorOutput' },
	});
	expect(json).toHaveLength(sold);
	expect(failures).toHaveLength(100 - sold);
	expect(countOf(sandbox, 'create')).toBeLessThanOrEqual(sold + 10);
});

it('finds a lost purchase whose app the API writes in another case', async () => {
	const sandbox = await withSandbox({
		...never,
		lowersCodes: true,
		faults: [{ kind: 'dropAfter', endpoint: 'create' }],
	});
	const { json } = await runGoSms(sandbox, {
		parameters: order('create', { projectCode: code('Discord') }),
	});
	expect(json).toEqual([expect.objectContaining({ order_id: 12345, project_code: 'discord' })]);
	expect(sandbox.control.orders()).toHaveLength(1);
});

describe('a purchase that is answered by something else', () => {
	/** A server whose purchases are refused, and whose lists are these. */
	async function buyAt(status: number, answer: unknown, list: unknown) {
		let requests = 0;
		const server = createServer((request, response) => {
			requests += 1;
			const body = request.method === 'POST' ? answer : list;
			response.statusCode = request.method === 'POST' ? status : 200;
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		});
		await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
		const address = server.address();
		const port = typeof address === 'object' ? address?.port : 0;
		const place = { baseUrl: `http://127.0.0.1:${port}/api/v1`, key: 'ch_sandbox' };
		const { error } = await runGoSms(place, { parameters: order('create') });
		server.close();
		return { error, requests };
	}

	it('is not looked for during ten minutes at a wrong base URL', async () => {
		const page = '<title>Welcome</title>';
		const { error, requests } = await buyAt(405, page, page);
		expect(error?.message).toMatch(/It is unknown whether/);
		expect(requests).toBeLessThan(20);
	});

	it('says what the API said when it refuses in an undocumented way', async () => {
		const refusal = { error: '不支持的应用', code: 'UNSUPPORTED' };
		const lists = { orders: [], transactions: [], total: 0 };
		const { error, requests } = await buyAt(422, refusal, lists);
		expect(error?.message).toMatch(/refused the request \(HTTP 422\)/);
		expect(error?.description).toContain('不支持的应用');
		expect(requests).toBeLessThan(20);
	});
});

describe('a run that fails', () => {
	const regions = [{ region: 'US' }, { region: 'IN' }, { region: 'GB' }];
	const waitForAll = order('createAndWait', {
		region: code('={{ $json.region }}'),
		options: { failWithoutCode: true, timeoutSeconds: '={{ $json.region === "GB" ? 12 : 0 }}' },
	});
	const sms = { US: { delayMs: 4_000, code: '11' }, IN: { delayMs: null }, GB: { delayMs: null } };

	it('gives back what is open, and names what has arrived', async () => {
		const sandbox = await withSandbox({ sms });
		const { error } = await runGoSms(sandbox, { parameters: waitForAll, items: regions });
		const [us, india, gb] = sandbox.control.orders();
		expect([us?.phase, india?.phase, gb?.phase]).toEqual(['received', 'cancelled', 'cancelled']);
		expect(error?.message).toMatch(/Numbers bought in this run: 3\./);
		expect(error?.message).toContain(`arrived and paid for: order ${us?.orderId}.`);
	});

	it('leaves open what is to be kept, and says so', async () => {
		const sandbox = await withSandbox(never);
		const { error } = await runGoSms(sandbox, {
			parameters: order('createAndWait', {
				options: { onTimeout: 'keep', failWithoutCode: true, timeoutSeconds: 5 },
			}),
		});
		expect(error?.message).toMatch(/It is still open: wait for it.*Still open: order 12345\./);
		expect(sandbox.control.order(12345).phase).toBe('pending');
	});

	it('gives back what is still waited for, also where a later time-out would keep it', async () => {
		const sandbox = await withSandbox(never);
		const { error } = await runGoSms(sandbox, {
			parameters: order('createAndWait', {
				options: {
					onTimeout: '={{ $json.index === 0 ? "cancel" : "keep" }}',
					failWithoutCode: true,
					timeoutSeconds: '={{ $json.index === 0 ? 5 : 500 }}',
				},
			}),
			items: items(2),
		});
		expect(error?.message).toMatch(/Given back: order 12345, 12346\./);
		expect(sandbox.control.orders().map(({ phase }) => phase)).toEqual(['cancelled', 'cancelled']);
	});

	it('does not say of an order with an unknown status that it was given back', async () => {
		const sandbox = await withSandbox({ ...never, earlyCancelMs: 300_000 });
		const running = runGoSms(sandbox, {
			parameters: order('createAndWait', {
				region: code('={{ $json.region }}'),
				options: {
					onTimeout: '={{ $json.region === "US" ? "keep" : "cancel" }}',
					failWithoutCode: '={{ $json.region === "GB" }}',
					timeoutSeconds: '={{ $json.region === "US" ? 5 : 20 }}',
				},
			}),
			items: [{ region: 'US' }, { region: 'GB' }],
		});
		while (sandbox.control.orders().length < 2) await new Promise((next) => setImmediate(next));
		const [us, gb] = sandbox.control.orders();
		sandbox.control.setStatus(us?.orderId ?? 0, 'on_hold');
		const { error } = await running;
		expect(error?.message).toContain(`Given back: order ${gb?.orderId}.`);
		expect(error?.message).toContain(`Still open: order ${us?.orderId}.`);
	});

	it('is tried again by Retry On Fail without paying twice for an item', async () => {
		const sandbox = await withSandbox({ sms });
		sandbox.control.addFault({ kind: 'latency', endpoint: 'balance', ms: 0 });
		const running = runGoSms(sandbox, {
			parameters: waitForAll,
			items: regions,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		while (countOf(sandbox, 'cancel') < 2) await new Promise((next) => setImmediate(next));
		sandbox.control.setSettings({ sms: { IN: { delayMs: 3_000 }, GB: { delayMs: 3_000 } } });
		const { json, error } = await running;
		expect(error).toBeUndefined();
		expect(json.map((row) => row.region)).toEqual(['US', 'IN', 'GB']);
		expect(json[0]?.code).toBe('11');
		const paid = sandbox.control.orders().filter((one) => one.settled !== 'Refund');
		expect(paid.map((one) => one.region).sort()).toEqual(['GB', 'IN', 'US']);
	});
});

describe('a number that may have been paid for', () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

	it('is not bought again by Retry On Fail when its answer was lost', async () => {
		const faults = [{ kind: 'dropAfter', endpoint: 'create' } as const];
		const sandbox = await withSandbox({ ...never, faults });
		const parameters = buy({ onUnknownPurchase: 'fail' });
		const { error } = await runGoSms(sandbox, { parameters, node: retry });
		expect(error?.message).toMatch(/^It is unknown whether GoSMS sold a number/);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it('is not bought again by Retry On Fail when it was too dear, and stays', async () => {
		const sandbox = await withSandbox({ ...never, earlyCancelMs: 60_000 });
		const { error } = await runGoSms(sandbox, { parameters: buy({ maxPrice: 0.4 }), node: retry });
		expect(error?.message).toMatch(/Order 12345 costs 0\.50, more than Max Price/);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it('is told of, and not bought again, when a failure cut the search for it short', async () => {
		const late = { kind: 'latency', endpoint: 'create', ms: 1_100, work: 'afterwards' } as const;
		const sandbox = await withSandbox({ ...never, stock: { US: 0 }, faults: [late] });
		const { error } = await runGoSms(sandbox, {
			parameters: order('create', { region: code('={{ $json.region }}') }),
			items: [{ region: 'ID' }, { region: 'US' }],
			node: { ...retry, maxTries: 2, waitBetweenTries: 500 },
		});
		expect(error?.message).toMatch(/It is unknown whether GoSMS sold/);
		expect(sandbox.control.orders()).toHaveLength(1);
	});

	it('is told of, whichever item failed first', async () => {
		const sandbox = await withSandbox({ ...never, earlyCancelMs: 60_000 });
		const { error } = await runGoSms(sandbox, {
			parameters: buy({ maxPrice: 0.4 }),
			items: items(3),
		});
		for (const { orderId } of sandbox.control.orders()) {
			expect(error?.message.split(`Order ${orderId} `)).toHaveLength(2);
		}
	});
});

it('sums up in a hint what went without a code', async () => {
	const sandbox = await withSandbox({ sms: { US: { delayMs: 2_000 }, ID: { delayMs: null } } });
	const { run } = await runGoSms(sandbox, {
		parameters: order('createAndWait', {
			region: code('={{ $json.region }}'),
			options: { timeoutSeconds: 9 },
		}),
		items: [{ region: 'US' }, { region: 'ID' }],
	});
	const hints = run.data.resultData.runData.GoSMS?.[0]?.hints ?? [];
	expect(hints.map((hint) => hint.message)).toEqual([
		'No SMS arrived; the order was cancelled and refunded.',
	]);
});

it('says in a hint when the refund is not the price', async () => {
	const body = { message: '订单已取消', refund_amount: 0.2 };
	const sandbox = await withSandbox({
		...never,
		faults: [{ kind: 'wrongShape', endpoint: 'cancel', body }],
	});
	const { run, json } = await runGoSms(sandbox, {
		parameters: order('createAndWait', { options: { timeoutSeconds: 3 } }),
	});
	const hints = run.data.resultData.runData.GoSMS?.[0]?.hints ?? [];
	expect(json[0]).toMatchObject({ refund_amount: 0.2 });
	expect(hints.map((hint) => hint.message)).toContain(
		'Order 12345 cost 0.50, but 0.20 was refunded.',
	);
});
