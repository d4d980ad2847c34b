import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { openOrderId, operations, valuesIn } from '../support/operations.mts';
import { order } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { outcomeOf, startGoSms } from '../support/runGoSms.mts';
import { furnishedSandbox, countOf, silent, test } from '../support/withSandbox.mts';

type Kind = FaultRule['kind'];

const balance = { resource: 'balance', operation: 'get' };
const repeatable = operations.filter(({ isPatient }) => !isPatient);

const passing: Kind[] = [
	'dropBefore',
	'dropAfter',
	'dropMidway',
	'hang',
	'error500',
	'error500Html',
	'html502',
	'html503',
	'html504',
	'brokenJson',
	'emptyBody',
	'rateLimited',
];

/** What happened, and what to do. */
const sentences: unknown = expect.stringMatching(/\. [A-Z].*\./);

/** All that may be repeated, side by side, each against a sandbox of its own that has this fault. */
async function withFault(fault: object) {
	return await Promise.all(
		repeatable.map(async (one) => {
			const sandbox = await furnishedSandbox();
			sandbox.control.addFault({ ...fault, endpoint: one.asks } as FaultRule);
			const { error, json } = await run(sandbox, one.parameters);
			const sent = countOf(sandbox, one.asks);
			return { ...one, sandbox, error, json, sent };
		}),
	);
}

describe('what may be repeated', () => {
	it.each(passing)('is sent again after %s, and succeeds', async (kind) => {
		for (const { name, gives, error, json } of await withFault({ kind, times: 2 })) {
			expect({ name, error }).toEqual({ name, error: undefined });
			expect({ name, json }).toEqual({ name, json: [expect.objectContaining(gives)] });
		}
	});

	it.each(passing)('gives up after three repeats of %s, readably', async (kind) => {
		for (const one of await withFault({ kind, times: 'always' })) {
			const { name, asks, gives, sandbox, error, json, sent } = one;
			const isCancel = asks === 'cancel';
			const didWork = isCancel && sandbox.control.order(openOrderId).phase === 'cancelled';
			if (didWork) expect(json).toEqual([expect.objectContaining(gives)]);
			else expect({ name, says: error?.message }).toEqual({ name, says: sentences });
			// A success without words is one: the order tells the rest.
			const isEnough = isCancel && (kind === 'brokenJson' || kind === 'emptyBody');
			expect({ name, sent }).toEqual({ name, sent: isEnough ? 1 : 4 });
		}
	});

	it.each([
		{ kind: 'redirect', location: 'http://127.0.0.1:9' },
		{ kind: 'echoKey', status: 400 },
	])('is not sent again after $kind', async (fault) => {
		for (const one of await withFault({ ...fault, times: 'always' })) {
			const { name, asks, given, filtersStatus, error, sent } = one;
			expect({ name, error }).not.toEqual({ name, error: undefined });
			// A list that is refused may only have been asked for too large a page, or for a status, or by chance.
			const isList = asks === 'orders' || asks === 'transactions';
			const isFiltered = filtersStatus === true || 'filters_status' in valuesIn(given);
			const forms = isList ? 1 + 3 * (isFiltered ? 2 : 1) : 1;
			expect({ name, sent }).toEqual({ name, sent: fault.kind === 'echoKey' ? forms : 1 });
		}
	});
});

/** The server may have sold a number, or not: it must be found, or bought once in the end. */
const unknown: Kind[] = passing.filter((kind) => kind !== 'rateLimited');

describe('create', () => {
	const once = (kind: Kind) => ({ faults: [{ kind, endpoint: 'create' } as FaultRule] });

	test.each(passing)('buys one number in spite of %s', async (kind) => {
		const { sandbox, error, json } = await run(once(kind), order('create'));
		const sold = sandbox.control.orders();
		expect(error).toBeUndefined();
		expect(sold).toHaveLength(1);
		expect(json).toEqual([expect.objectContaining({ order_id: sold[0]?.orderId })]);
	});

	const working = unknown.filter((kind) => kind !== 'dropBefore');
	test.each(working)('finds what was sold although the server said %s', async (kind) => {
		const work = kind.startsWith('drop') ? {} : { work: true };
		const faults = [{ kind, endpoint: 'create', ...work } as FaultRule];
		const { sandbox, json } = await run({ ...silent, faults }, order('create'));
		expect(sandbox.control.orders()).toHaveLength(1);
		expect(countOf(sandbox, 'create')).toBe(1);
		expect(json[0]).toMatchObject({ status: 'pending', expired_at: expect.any(String) });
	});

	test.each(unknown)('never buys again after %s when told to stop', async (kind) => {
		const options = { onUnknownPurchase: 'fail' };
		const { sandbox, error } = await run(once(kind), order('create', { options }));
		expect(error?.message).toMatch(/unknown whether GoSMS sold a number.*List the pending orders/);
		expect(countOf(sandbox, 'create')).toBe(1);
	});
});

it('an answer that never ends is given up, although something comes all the time', async () => {
	const drips: NodeJS.Timeout[] = [];
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		drips.push(setInterval(() => response.write(' '), 100));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const dripping = { baseUrl: `http://127.0.0.1:${port}`, key: 'ch_sandbox' };
	const { error } = outcomeOf(await startGoSms(dripping, { parameters: balance }).finished);
	expect(error?.message).toMatch(/did not answer/);
	drips.forEach(clearInterval);
	server.closeAllConnections();
	server.close();
});

it.each([
	['seconds', { retryAfterSeconds: 20 }],
	['a date', { retryAfterSeconds: 20, asDate: true }],
])('comes back when Retry-After says so, in %s (decision 11)', async (_name, rule) => {
	const { sandbox } = await run({ faults: [{ kind: 'rateLimited', ...rule }] }, balance);
	const [first, second] = sandbox.requests.map((entry) => entry.atMs);
	// Dates are in whole seconds. Without it, it would be 10 s at most.
	expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(18_000);
});
