/**
 * With an n8n of its own, whose words are looked through.
 *
 * @jest-environment node
 */
import { afterAll, expect, it, jest } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { searchOrders } from '../../nodes/GoSms/listSearch/searchOrders.ts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { listContext, startWorkflow } from '../support/engine.mts';
import { until } from '../support/fastClock.mts';
import { operations } from '../support/operations.mts';
import { code, order } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { setupFor } from '../support/runGoSms.mts';
import { furnishedSandbox, silent, test, withSandbox } from '../support/withSandbox.mts';

const key = 'ch_VerySecretKey0123456789';

process.env.N8N_LOG_LEVEL = 'debug';

let printed = '';
const record = (chunk: string | Uint8Array) => {
	printed += String(chunk);
	return true;
};
const outputs = [process.stdout, process.stderr].map((stream) =>
	jest.spyOn(stream, 'write').mockImplementation(record),
);
afterAll(() => outputs.forEach((output) => output.mockRestore()));

/** Everything of an execution that n8n could store, errors with all their hidden fields included. */
function storedText(value: unknown): string {
	const seen = new Set<unknown>();
	return JSON.stringify(value, (_name, part: unknown) => {
		if (typeof part !== 'object' || part === null) return part;
		if (seen.has(part)) return undefined;
		seen.add(part);
		const names = Object.getOwnPropertyNames(part);
		return Object.fromEntries(names.map((name) => [name, (part as IDataObject)[name]]));
	});
}

const balance: INodeParameters = { resource: 'balance', operation: 'get' };
const always = { times: 'always' } as const;

test.each<{ parameters: INodeParameters; faults: FaultRule[]; credentials: IDataObject }>`
	name                                       | parameters                                        | faults                                                                                     | credentials
	${'a success that repeats the key'}        | ${balance}                                        | ${[{ kind: 'wrongShape', body: { key } }]}                                                 | ${{}}
	${'an order that repeats the key'}         | ${order('get', { orderId: 5 })}                   | ${[{ kind: 'wrongShape', body: { order_id: 5, status: 'received', note: `key ${key}` } }]} | ${{}}
	${'a broken connection'}                   | ${balance}                                        | ${[{ kind: 'dropBefore', ...always }]}                                                     | ${{}}
	${'a time-out'}                            | ${balance}                                        | ${[{ kind: 'hang', ...always }]}                                                           | ${{}}
	${'a redirect to an address with the key'} | ${balance}                                        | ${[{ kind: 'redirect', location: `http://127.0.0.1/${key}` }]}                             | ${{}}
	${'a page'}                                | ${balance}                                        | ${[{ kind: 'html502', ...always }]}                                                        | ${{}}
	${'bad input'}                             | ${order('create', { region: code('Indonesia') })} | ${[]}                                                                                      | ${{}}
	${'plain http'}                            | ${balance}                                        | ${[]}                                                                                      | ${{ baseUrl: 'http://example.com' }}
	${'a base URL with the key in it'}         | ${balance}                                        | ${[]}                                                                                      | ${{ baseUrl: `http://${key}@example.com` }}
	${'a key with a space'}                    | ${balance}                                        | ${[]}                                                                                      | ${{ apiKey: `${key} ` }}
`('the key is in nothing that is stored or printed after $name', async (row) => {
	await search(row.parameters, row.faults, row.credentials);
});

test.each(operations)('the key is in nothing that $name leaves', async ({ parameters }) => {
	await Promise.all([
		search(parameters),
		search(parameters, [], { apiKey: `${key}x` }),
		search(parameters, [{ kind: 'echoKey', ...always }]),
		search(parameters, [{ kind: 'echoKey', status: 400, ...always }]),
	]);
});

it('another key that the credential has got meanwhile is in nothing that is stored', async () => {
	const other = 'ch_AnotherSecretKey0123456789';
	const { sandbox, outcome } = await changedMeanwhile({ apiKey: other });
	sandbox.control.addFault({ kind: 'echoKey', status: 401, times: 'always' });
	const stored = await outcome();
	expect(stored).toContain('ch_***');
	expect(stored).not.toContain(other);
});

it('the key goes nowhere when its credential has got another base URL meanwhile', async () => {
	const elsewhere = { baseUrl: 'https://elsewhere.example/api/v1' };
	const { sandbox, outcome } = await changedMeanwhile(elsewhere);
	const before = sandbox.requests.length;
	expect(await outcome()).toMatch(
		/order 12345 .* This request does not go to the base URL of the GoSMS/,
	);
	expect(sandbox.requests.length - before).toBeLessThan(2);
});

/** An execution whose credential changes while it waits for an SMS that never comes. */
async function changedMeanwhile(change: IDataObject) {
	const sandbox = await withSandbox({ ...silent, accounts: [{ key }] });
	const setup = setupFor(sandbox, { parameters: order('createAndWait') });
	const { finished } = startWorkflow(setup);
	await until(() => sandbox.control.orders().length > 0);
	Object.assign(setup.credentials, change);
	return { sandbox, outcome: async () => storedText(await finished) };
}

async function search(
	parameters: INodeParameters,
	faults: FaultRule[] = [],
	credentials: IDataObject = {},
): Promise<void> {
	const sandbox = await furnishedSandbox({ accounts: [{ key }], faults });
	for (const node of [{}, { onError: 'continueErrorOutput' as const }]) {
		const outcome = await run(sandbox, parameters, { credentials, node });
		expect(storedText(outcome.run)).not.toContain(key);
	}
	expect(printed).not.toContain(key);
}

it('the search for it can find it', async () => {
	await run({ stock: { ID: 0 } }, order('create'));
	expect(printed).toContain('no number available');
	const error = new Error('x', { cause: { headers: { Authorization: `Bearer ${key}` } } });
	expect(storedText({ deep: [error] })).toContain(key);
});

it('the key is in no list of the panel', async () => {
	const faults = [{ kind: 'echoKey', status: 401 } as const];
	const sandbox = await withSandbox({ accounts: [{ key }], faults });
	const panel = listContext(setupFor(sandbox, { parameters: order('get') }));
	const failure = await searchOrders.call(panel).catch((error: unknown) => error);
	expect(failure).toBeInstanceOf(Error);
	expect(storedText(failure)).not.toContain(key);
});
