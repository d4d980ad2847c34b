import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { loadOutputSchema } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import type { Sandbox, SandboxOptions } from '../sandbox/server.mts';
import { until } from '../support/fastClock.mts';
import { operations } from '../support/operations.mts';
import { id, order } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import {
	furnishedSandbox,
	buyElsewhere,
	countOf,
	silent,
	withSandbox,
} from '../support/withSandbox.mts';

const nodeDir = resolve(__dirname, '../../nodes/GoSms');

/** Rows of one operation, put out in the engine under some circumstance that makes them look different. */
type Circumstance = () => Promise<IDataObject[]>;

const sms: SandboxOptions = { sms: { default: { delayMs: 2_000 } } };
/** The order is found in the lists. */
const purchaseLost: SandboxOptions = {
	...sms,
	faults: [{ kind: 'dropAfter', endpoint: 'create' }],
};
/** The cancel works, but neither its answer nor the ledger can be read. */
const refundUnknown: SandboxOptions = {
	...silent,
	faults: [
		{ kind: 'dropAfter', endpoint: 'cancel' },
		{ kind: 'error500', endpoint: 'transactions', times: 'always' },
	],
};

async function rowsOf(where: Sandbox | SandboxOptions, parameters: INodeParameters) {
	const { json, error } = await run(where, parameters);
	expect(error).toBeUndefined();
	return json;
}

const plain =
	(parameters: INodeParameters, options: SandboxOptions = {}): Circumstance =>
	async () =>
		await rowsOf(options, parameters);

/** On an order of another client, to which something has happened before. */
const onOrder =
	(
		operation: string,
		fields: INodeParameters,
		options: SandboxOptions,
		before: (sandbox: Sandbox, orderId: number) => void = () => undefined,
	): Circumstance =>
	async () => {
		const sandbox = await withSandbox(options);
		const orderId = buyElsewhere(sandbox);
		before(sandbox, orderId);
		return await rowsOf(sandbox, order(operation, { orderId: id(orderId), ...fields }));
	};

const deliver = (sandbox: Sandbox, orderId: number) => void sandbox.control.deliver(orderId);

/** One order is cancelled, one has its SMS. */
const lists =
	(parameters: INodeParameters): Circumstance =>
	async () => {
		const sandbox = await withSandbox(silent);
		sandbox.control.cancelAsOther(buyElsewhere(sandbox, 'signal', 'GB'));
		deliver(sandbox, buyElsewhere(sandbox));
		return await rowsOf(sandbox, { ...parameters, returnAll: true });
	};

/** Several orders are looked up by one list, whose rows have neither `content` nor `expired_at`. */
const fromTheList: Circumstance = async () => {
	const sandbox = await withSandbox(silent);
	const items = [1, 2, 3].map(() => {
		const orderId = buyElsewhere(sandbox);
		deliver(sandbox, orderId);
		return { orderId };
	});
	const fields = { orderId: id('={{ $json.orderId }}'), options: { includeSmsText: false } };
	return (await run(sandbox, order('waitForSms', fields), { items })).json;
};

/** The SMS comes while the cancel is on its way. */
const overtakenCancel: Circumstance = async () => {
	const sandbox = await withSandbox(silent);
	const orderId = buyElsewhere(sandbox);
	const late = { kind: 'latency', ms: 5_000, work: 'afterwards' } as const;
	sandbox.control.addFault({ ...late, endpoint: 'cancel' });
	const { outcome } = await start(sandbox, order('cancelStale', { olderThanMinutes: 0 }));
	await until(() => countOf(sandbox, 'cancel') > 0);
	deliver(sandbox, orderId);
	return (await outcome()).json;
};

const options = { timeoutSeconds: 3 };
const stale = { olderThanMinutes: 0 };
/** Beside what the fixture of each operation gives. */
const more: Record<string, Circumstance[]> = {
	'transaction/getAll': [lists({ resource: 'transaction', operation: 'getAll' })],
	'order/createAndWait': [
		plain(order('createAndWait', { options }), silent),
		plain(order('createAndWait', { options }), refundUnknown),
		plain(order('createAndWait', { options: { includeSmsText: false } }), purchaseLost),
	],
	'order/waitForSms': [
		onOrder('waitForSms', {}, silent, deliver),
		fromTheList,
		onOrder('waitForSms', { options: { ...options, onTimeout: 'cancel' } }, silent),
		onOrder('waitForSms', { options: { ...options, onTimeout: 'cancel' } }, refundUnknown),
	],
	'order/get': [onOrder('get', {}, silent, deliver)],
	'order/getAll': [lists(order('getAll'))],
	'order/getStatistics': ['appAndRegion', 'app', 'region'].map((groupBy) =>
		lists(order('getStatistics', { groupBy })),
	),
	'order/cancel': [onOrder('cancel', {}, refundUnknown)],
	'order/cancelStale': [
		onOrder('cancelStale', stale, refundUnknown),
		overtakenCancel,
		onOrder('cancelStale', stale, { ...silent, earlyCancelMs: 60_000 }),
	],
};

const typeOf = (value: unknown) => (value === null ? 'null' : typeof value);

/** The schema that rows have: every key, every type that was seen, and which keys none of them lacks. */
function schemaOf(rows: IDataObject[]) {
	const keys = [...new Set(rows.flatMap(Object.keys))];
	const types = keys.map((key): [string, string[]] => [
		key,
		[...new Set(rows.filter((row) => key in row).map((row) => typeOf(row[key])))].sort(),
	]);
	const required = keys.filter((key) => rows.every((row) => key in row));
	return { types: Object.fromEntries(types), required: required.sort() };
}

function declared(resource: string, operation: string) {
	const schema = loadOutputSchema({ nodeDir, version: 1, resource, operation });
	if (!schema) throw new TypeError(`Give ${resource}/${operation} a schema in __schema__/v1.0.0/`);
	expect(schema).toMatchObject({ type: 'object' });
	const { properties, required } = schema as {
		properties: Record<string, { type: string | string[] }>;
		required: string[];
	};
	const types = Object.entries(properties).map(([key, { type }]): [string, string[]] => {
		const names = [type].flat();
		// The editor shows the first one only.
		expect(names[0]).not.toBe('null');
		return [key, names.sort()];
	});
	return { types: Object.fromEntries(types), required: [...required].sort() };
}

it.each(operations)('the schema of $name names what its output has, no more', async (one) => {
	const { name, resource, operation, parameters } = one;
	const rows = await rowsOf(await furnishedSandbox(), parameters);
	for (const circumstance of more[name] ?? []) rows.push(...(await circumstance()));
	const promised = declared(resource, operation);
	const seen = schemaOf(rows);
	// What is null in every circumstance has a type of which no row can tell.
	for (const [key, types] of Object.entries(seen.types))
		if (types.join() === 'null' && promised.types[key]?.includes('null'))
			seen.types[key] = promised.types[key];
	expect(promised).toEqual(seen);
	// More than ten overwhelm, say n8n's guidelines.
	expect(Math.max(...rows.map((row) => Object.keys(row).length))).toBeLessThanOrEqual(10);
});

// Its code may be there already; whoever drags one out of Create would be misled all the same.
it('a purchase that was lost and found has more than the schema of Create promises, never less', async () => {
	const found = schemaOf(await plain(order('create'), purchaseLost)());
	const promised = declared('order', 'create');
	expect(found.required).toEqual(expect.arrayContaining(promised.required));
	expect(found.types).toMatchObject(promised.types);
	expect(found.required).toContain('code');
});

it('every operation has a schema, and no schema is left over', () => {
	const folder = join(nodeDir, '__schema__');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.json'))
		.map((path) => path.replace(/^v1\.0\.0\/|\.json$/g, ''));
	const names = operations.map(({ name }) => name);
	expect(new GoSms().description.version).toEqual([1]);
	expect(files.sort()).toEqual(names.sort());
	expect(names).toEqual(expect.arrayContaining(Object.keys(more)));
});
