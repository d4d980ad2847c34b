import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { systemClock, until } from '../support/fastClock.mts';
import { code, id, order } from '../support/parameters.mts';
import { runGoSms, startGoSms } from '../support/runGoSms.mts';
import { countOf, phases, withSandbox } from '../support/withSandbox.mts';

// Orders that cannot be given back at once, and runs that end while something is on its way.

const never = { sms: { default: { delayMs: null } }, completeAfterMs: null };
const twoRegions = { region: code('={{ $json.region }}') };
const items = [{ region: 'ID' }, { region: 'US' }];
const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 };
const slowly = { kind: 'latency', endpoint: 'create', ms: 3_000, clock: 'virtual' } as const;

/** Runs with a workflow that uses the number, and counts how often it was started. */
function usingWorkflow(options: INodeParameters = {}, more: INodeParameters = {}) {
	let started = 0;
	const runWorkflow = { __rl: true, mode: 'list', value: 'sub' };
	return {
		parameters: order('createAndWait', { runWorkflow, options, ...more }),
		executeWorkflow: () => {
			started += 1;
			return Promise.resolve({ data: [[{ json: {} }]] });
		},
		started: () => started,
	};
}

describe('no workflow is started with a number that comes after the end', () => {
	it.each([
		['Stop', { timeoutSeconds: 120 }, 1],
		['Stop, the order to be kept', { onTimeout: 'keep' }, 1],
		['Stop, with the second number', { numbersToTry: 3, timeoutSeconds: 20 }, 2],
	])('%s', async (_name, options, numbers) => {
		const sandbox = await withSandbox({ ...never, faults: [{ ...slowly, times: 'always' }] });
		const { started, ...given } = usingWorkflow(options);
		const { finished, stop } = startGoSms(sandbox, given);
		await until(() => sandbox.control.orders().length === numbers);
		stop();
		await finished.catch(() => undefined);
		expect(started()).toBe(numbers - 1);
		if (!('onTimeout' in options)) await until(() => !phases(sandbox).includes('pending'));
	});

	it('the failure of another item', async () => {
		const sandbox = await withSandbox({ ...never, stock: { US: 0 }, faults: [slowly] });
		const { started, ...given } = usingWorkflow({}, twoRegions);
		const { error } = await runGoSms(sandbox, { ...given, items });
		expect(error?.message).toMatch(/no number available.*Given back: order 12345/);
		expect(started()).toBe(0);
		expect(phases(sandbox)).toEqual(['cancelled']);
	});
});

describe('an order that Retry On Fail uses again is not given back any more', () => {
	it.each([
		['create', {}, 'pending'],
		['createAndWait', { sms: { ID: { delayMs: 150_000 }, US: { delayMs: 3_000 } } }, 'received'],
	])('%s', async (operation, more, status) => {
		const setup = { ...never, stock: { US: 0 }, earlyCancelMs: 45_000, ...more };
		const sandbox = await withSandbox(setup);
		const running = runGoSms(sandbox, {
			parameters: order(operation, twoRegions),
			items,
			node: retry,
		});
		await until(() => countOf(sandbox, 'cancel') > 0);
		sandbox.control.setSettings({ stock: { US: 5 } });
		const { json } = await running;
		expect(json[0]).toMatchObject({ order_id: 12345, status });
		await systemClock.sleep(90_000);
		expect(phases(sandbox)[0]).toBe(status);
	});
});

it('Stop ends a time-out whose cancel hangs', async () => {
	const hang = { kind: 'hang', endpoint: 'cancel' } as const;
	const sandbox = await withSandbox({ ...never, faults: [hang] });
	const parameters = order('createAndWait', { options: { timeoutSeconds: 5 } });
	const { finished, stop } = startGoSms(sandbox, { parameters });
	await until(() => countOf(sandbox, 'cancel') > 0);
	stop();
	await finished.catch(() => undefined);
	expect(phases(sandbox)).toEqual(['pending']);
	await until(() => phases(sandbox)[0] === 'cancelled');
});

it.each([
	[
		'refused',
		{ kind: 'wrongShape', work: false, body: { code: 'INVALID_PARAMS', error: '参数错误' } },
	],
	['lost', { kind: 'dropAfter' }],
] as const)(
	'a too dear number that stays open is told when the next purchase is %s',
	async (_name, fault) => {
		const faults = [{ ...fault, endpoint: 'create' as const, skip: 1 }];
		const sandbox = await withSandbox({
			...never,
			prices: { US: 1.5 },
			earlyCancelMs: 60_000,
			faults,
		});
		const options = { maxPrice: 0.6, fallbackRegions: 'ID', onUnknownPurchase: 'fail' };
		const parameters = order('create', { region: code('US'), options });
		const { error } = await runGoSms(sandbox, { parameters, node: retry });
		expect(error?.message).toMatch(
			/12345 costs 1\.50, more than Max Price, and GoSMS has not taken/,
		);
		// And the retry buys no second one.
		expect(sandbox.control.orders().filter(({ region }) => region === 'US')).toHaveLength(1);
	},
);

it.each(['', 0])('a row with an error of %j is no failure to Retry On Fail', async (error) => {
	const sandbox = await withSandbox({ ...never });
	const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	const body = { order_id: orderId, phone: '+62812', status: 'pending', error };
	sandbox.control.addFault({ kind: 'wrongShape', endpoint: 'create', body });
	const { json } = await runGoSms(sandbox, { parameters: order('create'), node: retry });
	expect(json).toMatchObject([{ order_id: orderId, api_error: error }]);
	expect(countOf(sandbox, 'create')).toBe(1);
});

it('each number that was given back is told when the last one fails', async () => {
	const sandbox = await withSandbox({ ...never });
	const options = { numbersToTry: 3, timeoutSeconds: 5, failWithoutCode: true };
	const { error } = await runGoSms(sandbox, { parameters: order('createAndWait', { options }) });
	expect(error?.message).toContain('Given back: order 12345, 12346, 12347.');
});

it('a cancel that worked is told so, whatever its words', async () => {
	const sandbox = await withSandbox({ ...never });
	const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	const body = { message: '订单已取消，金额稍后退回', refund_amount: 0.5 };
	sandbox.control.addFault({ kind: 'wrongShape', endpoint: 'cancel', body });
	const { json } = await runGoSms(sandbox, {
		parameters: order('cancel', { orderId: id(orderId) }),
	});
	expect(json).toMatchObject([{ refund_amount: 0.5 }]);
	expect(phases(sandbox)).toEqual(['cancelled']);
});

it('a price that only the look tells is compared with Max Price', async () => {
	const [created_at, expired_at] = [0, 600_000].map((ms) =>
		new Date(systemClock.now() + ms).toISOString(),
	);
	const body = { order_id: 12345, phone: '+62812', status: 'pending', created_at, expired_at };
	const faults = [{ kind: 'wrongShape', endpoint: 'create', body } as const];
	const sandbox = await withSandbox({ ...never, faults });
	const { json } = await runGoSms(sandbox, {
		parameters: order('create', { options: { maxPrice: 0.5 } }),
	});
	expect(json).toMatchObject([{ order_id: 12345, price: 0.5 }]);
	expect(phases(sandbox)).toEqual(['pending']);
});
