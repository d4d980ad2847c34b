import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { systemClock, until } from '../support/fastClock.mts';
import { code, id, inRegions, order, regionOfItem } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import {
	buyElsewhere,
	countOf,
	phases,
	quiet,
	test,
	withSandbox,
} from '../support/withSandbox.mts';

// Orders that cannot be given back at once, and runs that end while something is on its way.

const twoRegions = { region: regionOfItem };
const items = inRegions('ID', 'US');
const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 200 };
const slowly = { kind: 'latency', endpoint: 'create', ms: 3_000 } as const;

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
	test.each([
		['Stop', { timeoutSeconds: 120 }, 1],
		['Stop, the order to be kept', { onTimeout: 'keep' }, 1],
		['Stop, with the second number', { numbersToTry: 3, timeoutSeconds: 20 }, 2],
	])('%s', async (_name, options, numbers) => {
		const { started, parameters, executeWorkflow } = usingWorkflow(options);
		const faults = [{ ...slowly, times: 'always' as const }];
		const { sandbox, stop } = await start({ ...quiet, faults }, parameters, { executeWorkflow });
		await until(() => sandbox.control.orders().length === numbers);
		await stop();
		expect(started()).toBe(numbers - 1);
		if (!('onTimeout' in options)) await until(() => !phases(sandbox).includes('pending'));
	});

	test('the failure of another item', async () => {
		const { started, parameters, executeWorkflow } = usingWorkflow({}, twoRegions);
		const options = { ...quiet, stock: { US: 0 }, faults: [slowly] };
		const { sandbox, error } = await run(options, parameters, { executeWorkflow, items });
		expect(error?.message).toMatch(/no number available.*Given back: order 12345/);
		expect(started()).toBe(0);
		expect(phases(sandbox)).toEqual(['cancelled']);
	});
});

test.each([
	['create', {}, 'pending'],
	['createAndWait', { sms: { ID: { delayMs: 150_000 }, US: { delayMs: 3_000 } } }, 'received'],
])('an order that Retry On Fail uses again stays: %s', async (operation, more, status) => {
	const world = { ...quiet, stock: { US: 0 }, earlyCancelMs: 45_000, ...more };
	const parameters = order(operation, twoRegions);
	const { sandbox, outcome } = await start(world, parameters, { items, node: retry });
	await until(() => countOf(sandbox, 'cancel') > 0);
	sandbox.control.setSettings({ stock: { US: 5 } });
	const { json } = await outcome();
	expect(json[0]).toMatchObject({ order_id: 12345, status });
	await systemClock.sleep(90_000);
	expect(phases(sandbox)[0]).toBe(status);
});

describe('an order that stays open, or was given back', () => {
	const refusal = { code: 'INVALID_PARAMS', error: '参数错误' };
	test.each([
		['refused', { kind: 'wrongShape', work: false, body: refusal }],
		['lost', { kind: 'dropAfter' }],
	] as const)('a too dear number is told of when the next purchase is %s', async (_name, fault) => {
		const faults = [{ ...fault, endpoint: 'create' as const, skip: 1 }];
		const world = { ...quiet, prices: { US: 1.5 }, earlyCancelMs: 60_000, faults };
		const options = { maxPrice: 0.6, fallbackRegions: 'ID', onUnknownPurchase: 'fail' };
		const parameters = order('create', { region: code('US'), options });
		const { sandbox, error } = await run(world, parameters, { node: retry });
		expect(error?.message).toMatch(
			/12345 costs 1\.50, more than Max Price, and GoSMS has not taken .* keeps trying until the order expires/,
		);
		// And the retry buys no second one.
		expect(sandbox.control.orders().filter(({ region }) => region === 'US')).toHaveLength(1);
	});

	test('each number that was given back is told when the last one fails', async () => {
		const options = { numbersToTry: 3, timeoutSeconds: 5, failWithoutCode: true };
		const { error } = await run(quiet, order('createAndWait', { options }));
		expect(error?.message).toContain('Given back: order 12345, 12346, 12347.');
	});
});

it.each(['', 0])('a row with an error of %j is no failure to Retry On Fail', async (error) => {
	const sandbox = await withSandbox(quiet);
	const orderId = buyElsewhere(sandbox);
	const body = { order_id: orderId, phone: '+62812', status: 'pending', error };
	sandbox.control.addFault({ kind: 'wrongShape', endpoint: 'create', body });
	const { json } = await run(sandbox, order('create'), { node: retry });
	expect(json).toMatchObject([{ order_id: orderId, api_error: error }]);
	expect(countOf(sandbox, 'create')).toBe(1);
});

it.each([
	['订单已取消，金额稍后退回', 0.5],
	['订单已取消', 0],
])('a cancel that worked is told so, whatever it says: %s, %d', async (message, refund_amount) => {
	const body = { message, refund_amount };
	const faults = [{ kind: 'wrongShape', endpoint: 'cancel', body } as const];
	const sandbox = await withSandbox({ ...quiet, faults });
	const { json } = await run(sandbox, order('cancel', { orderId: id(buyElsewhere(sandbox)) }));
	expect(json).toMatchObject([{ refund_amount: 0.5 }]);
	expect(phases(sandbox)).toEqual(['cancelled']);
});

it('a price that only the look tells is compared with Max Price', async () => {
	const at = (ms: number) => new Date(systemClock.now() + ms).toISOString();
	const times = { created_at: at(0), expired_at: at(600_000) };
	const body = { order_id: 12345, phone: '+62812', status: 'pending', ...times };
	const faults = [{ kind: 'wrongShape', endpoint: 'create', body } as const];
	const parameters = order('create', { options: { maxPrice: 0.5 } });
	const { sandbox, json } = await run({ ...quiet, faults }, parameters);
	expect(json).toMatchObject([{ order_id: 12345, price: 0.5 }]);
	expect(phases(sandbox)).toEqual(['pending']);
});
