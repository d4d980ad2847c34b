import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { requestTimeoutMs, speed, until } from '../support/fastClock.mts';
import { code, inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import { countOf, phases, silent, test } from '../support/withSandbox.mts';

const buy = (options: INodeParameters) => order('create', { options });
const buyIn = (region: string, options: INodeParameters) =>
	order('create', { region: code(region), options });
const lost = { kind: 'dropAfter', endpoint: 'create' } as const;

describe('fallback regions', () => {
	it('are tried in their order when no number is left', async () => {
		const stock = { ID: 0, GB: 0 };
		const { sandbox, json } = await run({ stock }, buy({ fallbackRegions: 'gb, US,IN' }));
		expect(json[0]).toMatchObject({ region: 'US' });
		expect(countOf(sandbox, 'create')).toBe(3);
	});

	it('are not tried for any other reason', async () => {
		const { sandbox, error } = await run({ priceFailure: true }, buy({ fallbackRegions: 'US' }));
		expect(error?.message).toMatch(/price/);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it('may all be without numbers', async () => {
		const { error } = await run({ stock: { ID: 0, US: 0 } }, buy({ fallbackRegions: 'US' }));
		expect(error?.message).toMatch(/no number available.* whatsapp in ID \(tried ID, US\)/);
	});
});

describe('a maximum price', () => {
	const prices = { US: 1.5, ID: 0.3 };
	const cheap = buyIn('US', { maxPrice: 0.3, fallbackRegions: 'ID' });

	it('says what was offered when everything is dearer', async () => {
		const { sandbox, error } = await run(silent, buy({ maxPrice: 0.4 }));
		expect(error?.message).toMatch(/more than 0\.40: ID at 0\.50\. Raise Max Price/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	test.each([
		['at once', 0],
		['as soon as that can be done', 60_000],
	])('gives a dearer number back %s, and tries the next region', async (_when, earlyCancelMs) => {
		const { sandbox, json } = await run({ ...silent, prices, earlyCancelMs }, cheap);
		expect(json[0]).toMatchObject({ region: 'ID', price: 0.3 });
		if (earlyCancelMs > 0) await until(() => sandbox.control.account().frozenBalance === 0.3);
		expect(phases(sandbox)).toEqual(['cancelled', 'pending']);
	});
});

describe('a lost purchase', () => {
	test('that the server finishes late is found, and not bought again', async () => {
		const late = { kind: 'latency', endpoint: 'create', ms: 25_000, work: 'afterwards' } as const;
		const { sandbox, json } = await run({ ...silent, faults: [late] }, order('create'));
		expect(sandbox.control.orders().map((one) => one.orderId)).toEqual([json[0]?.order_id]);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	describe('answered with the order of another purchase', () => {
		const body = { order_id: 12345, phone: '+62812', price: 0.3, status: 'pending' };
		const anothers = { kind: 'wrongShape', endpoint: 'create', body } as const;
		const nothingSold = { ...anothers, times: 'always', work: false } as const;
		const failure = {
			message: expect.stringMatching(/lost this purchase twice; no number was bought/),
			description: expect.stringContaining('it names order 12345 of another purchase'),
		};

		test('has its own number, when there is one', async () => {
			const faults = [{ ...anothers, skip: 1 }];
			const { json } = await run({ ...silent, faults }, order('create'), { items: 2 });
			expect(json.map((row) => row.order_id).sort()).toEqual([12345, 12346]);
		});

		test('fails when nothing was sold', async () => {
			const faults = [{ ...nothingSold, skip: 1 }];
			const two = { items: 2, node: { onError: 'continueErrorOutput' } } as const;
			const { json, failures } = await run({ ...silent, faults }, order('create'), two);
			expect(json.map((row) => row.order_id)).toEqual([12345]);
			expect(failures).toMatchObject([{ error: failure }]);
		});
	});
});

it.each([
	['money', { accounts: [{ key: 'ch_sandbox', balance: 2, creditLimit: 0 }] }, 4],
	['a valid key', { accounts: [{ key: 'ch_sandbox', revoked: true }] }, 0],
])('ends all buying in a run without %s', async (_name, options, sold) => {
	const { sandbox, failures, json } = await run({ ...silent, ...options }, order('create'), {
		items: 100,
		node: { onError: 'continueErrorOutput' },
	});
	expect(json).toHaveLength(sold);
	expect(failures).toHaveLength(100 - sold);
	expect(countOf(sandbox, 'create')).toBeLessThanOrEqual(sold + 10);
});

describe('a purchase that is answered by something else', () => {
	test('is not looked for during ten minutes at a wrong base URL', async () => {
		const body = '<title>Welcome</title>';
		const page = { kind: 'wrongShape', body, times: 'always', work: false } as const;
		const { sandbox, error } = await run({ faults: [page] }, order('create'));
		expect(error?.message).toMatch(/It is unknown whether/);
		expect(sandbox.requests.length).toBeLessThan(20);
	});

	test('says what the API said when it refuses in an undocumented way', async () => {
		const refusal = { kind: 'echoKey', status: 422, endpoint: 'create', times: 'always' } as const;
		const { sandbox, error } = await run({ faults: [refusal] }, order('create'));
		expect(error?.message).toMatch(/refused the request \(HTTP 422\)/);
		expect(error?.description).toContain('请求失败');
		expect(sandbox.requests.length).toBeLessThan(20);
	});
});

describe('a run that fails', () => {
	const regions = inRegions('US', 'IN', 'GB');
	const waitForAll = order('createAndWait', {
		region: regionOfItem,
		options: { failWithoutCode: true, timeoutSeconds: '={{ $json.region === "GB" ? 12 : 0 }}' },
	});
	const sms = { US: { delayMs: 4_000, code: '11' }, IN: { delayMs: null }, GB: { delayMs: null } };

	test('gives back what is open, and names what has arrived', async () => {
		const world = { sms, completeAfterMs: null };
		const { sandbox, error } = await run(world, waitForAll, { items: regions });
		expect(phases(sandbox)).toEqual(['received', 'cancelled', 'cancelled']);
		expect(error?.message).toMatch(/Numbers bought in this run: 3\./);
		const [us] = sandbox.control.orders();
		expect(error?.message).toContain(`arrived and paid for: order ${us?.orderId}.`);
	});

	test('leaves open what is to be kept, and says so', async () => {
		const options = { onTimeout: 'keep', failWithoutCode: true, timeoutSeconds: 5 };
		const { sandbox, error } = await run(silent, order('createAndWait', { options }));
		expect(error?.message).toMatch(/It is still open: wait for it.*Still open: order 12345\./);
		expect(phases(sandbox)).toEqual(['pending']);
	});

	test('gives back what is still waited for, also where a later time-out would keep it', async () => {
		const options = {
			onTimeout: '={{ $json.index === 0 ? "cancel" : "keep" }}',
			failWithoutCode: true,
			timeoutSeconds: '={{ $json.index === 0 ? 5 : 500 }}',
		};
		const parameters = order('createAndWait', { options });
		const { sandbox, error } = await run(silent, parameters, { items: 2 });
		expect(error?.message).toMatch(/Given back: order 12345, 12346\./);
		expect(phases(sandbox)).toEqual(['cancelled', 'cancelled']);
	});

	test('does not say of an order with an unknown status that it was given back', async () => {
		const options = {
			onTimeout: '={{ $json.region === "US" ? "keep" : "cancel" }}',
			failWithoutCode: '={{ $json.region === "GB" }}',
			timeoutSeconds: '={{ $json.region === "US" ? 5 : 20 }}',
		};
		const { sandbox, outcome } = await start(
			{ ...silent, earlyCancelMs: 300_000 },
			order('createAndWait', { region: regionOfItem, options }),
			{ items: inRegions('US', 'GB') },
		);
		await until(() => sandbox.control.orders().length === 2);
		const [us, gb] = sandbox.control.orders();
		sandbox.control.setStatus(us?.orderId ?? 0, 'on_hold');
		const { error } = await outcome();
		expect(error?.message).toContain(`Given back: order ${gb?.orderId}.`);
		expect(error?.message).toContain(`Still open: order ${us?.orderId}.`);
	});

	test('is tried again by Retry On Fail without paying twice for an item', async () => {
		const { sandbox, outcome } = await start({ sms }, waitForAll, {
			items: regions,
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		await until(() => countOf(sandbox, 'cancel') >= 2);
		sandbox.control.setSettings({ sms: { IN: { delayMs: 3_000 }, GB: { delayMs: 3_000 } } });
		const { json, error } = await outcome();
		expect(error).toBeUndefined();
		expect(json.map((row) => row.region)).toEqual(['US', 'IN', 'GB']);
		expect(json[0]?.code).toBe('11');
		const paid = sandbox.control.orders().filter((one) => one.settled !== 'Refund');
		expect(paid.map((one) => one.region).sort()).toEqual(['GB', 'IN', 'US']);
	});
});

describe('a number that may have been paid for', () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const tooDear = { ...silent, earlyCancelMs: 60_000 };
	const refused = { kind: 'echoKey', status: 403, times: 'always' } as const;
	const closed = (['cancel', 'order'] as const).map((endpoint) => ({ ...refused, endpoint }));

	test.each<{ name: string; options: SandboxOptions; fields: INodeParameters; message: RegExp }>`
		name                            | options                          | fields                           | message
		${'its answer was lost'}        | ${{ ...silent, faults: [lost] }} | ${{ onUnknownPurchase: 'fail' }} | ${/^It is unknown whether GoSMS sold a number/}
		${'it was too dear, and stays'} | ${tooDear}                       | ${{ maxPrice: 0.4 }}             | ${/Order 12345 costs 0\.50, more than Max Price/}
		${'nobody takes it back'}       | ${{ ...silent, faults: closed }} | ${{ maxPrice: 0.4 }}             | ${/has not taken it back yet\. Without an SMS, it is refunded/}
	`('is not bought again by Retry On Fail when $name', async ({ options, fields, message }) => {
		const { sandbox, error } = await run(options, buy(fields), { node });
		expect(error?.message).toMatch(message);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	test('is told of, and not bought again, when a failure cut the search for it short', async () => {
		const ms = 1.5 * requestTimeoutMs * speed;
		const late = { kind: 'latency', endpoint: 'create', ms, work: 'afterwards' } as const;
		const twice = { ...node, maxTries: 2, waitBetweenTries: 0.7 * requestTimeoutMs };
		const { sandbox, error } = await run(
			{ ...silent, stock: { US: 0 }, faults: [late] },
			order('create', { region: regionOfItem }),
			{ items: inRegions('ID', 'US'), node: twice },
		);
		expect(error?.message).toMatch(/It is unknown whether GoSMS sold/);
		await until(() => sandbox.control.orders().length > 0);
		expect(sandbox.control.orders()).toHaveLength(1);
	});

	test('is named when its answer tells little more than its ID, and a look takes long', async () => {
		const body = { order_id: 12345, status: 'pending' };
		const faults = [
			{ kind: 'wrongShape', endpoint: 'create', body } as const,
			{ kind: 'latency', endpoint: 'order', ms: 25_000, times: 'always' } as const,
		];
		const world = { ...silent, stock: { US: 0 }, faults };
		const create = order('create', { region: regionOfItem });
		const { error } = await run(world, create, { items: inRegions('ID', 'US') });
		expect(error?.message).toContain('Given back: order 12345.');
	});

	test('is told of once for all items of which nothing else is known', async () => {
		const lostEach = { ...lost, times: 'always' } as const;
		const giveUp = buy({ onUnknownPurchase: 'fail' });
		const { error } = await run({ faults: [lostEach] }, giveUp, { items: 4 });
		const [, ...told] = error?.message.split('It is unknown whether') ?? [];
		expect(told).toHaveLength(2);
		expect(error?.message).toContain('For 3 other items: It is unknown whether');
	});

	test('is told of, whichever item failed first', async () => {
		const { sandbox, error } = await run(tooDear, buy({ maxPrice: 0.4 }), { items: 3 });
		for (const { orderId } of sandbox.control.orders()) {
			expect(error?.message.split(`Order ${orderId} `)).toHaveLength(2);
		}
	});
});

describe('a hint', () => {
	test('sums up what went without a code', async () => {
		const sms = { US: { delayMs: 2_000 }, ID: { delayMs: null } };
		const options = { timeoutSeconds: 9 };
		const parameters = order('createAndWait', { region: regionOfItem, options });
		const { hints } = await run({ sms }, parameters, { items: inRegions('US', 'ID') });
		expect(hints).toEqual(['No SMS arrived; the order was cancelled and refunded.']);
	});

	test('tells when the refund is not the price', async () => {
		const body = { message: '订单已取消', refund_amount: 0.2 };
		const faults = [{ kind: 'wrongShape', endpoint: 'cancel', body } as const];
		const options = { timeoutSeconds: 3 };
		const { json, hints } = await run({ ...silent, faults }, order('createAndWait', { options }));
		expect(json[0]).toMatchObject({ refund_amount: 0.2 });
		expect(hints).toContain('Order 12345 cost 0.50, but 0.20 was refunded.');
	});
});
