import { afterAll, afterEach, expect, it } from '@jest/globals';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.mts';
import { speed, systemClock } from './fastClock.mts';
import { furnish, furnished } from './operations.mts';

const open = new Set<Sandbox>();

/** A sandbox whose time runs as fast as the node's; it is closed after the test, and its ledger must add up then. */
export async function withSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const clock = { now: () => systemClock.now() / speed };
	const sandbox = await startSandbox({ clock, speed, startMs: systemClock.now(), ...options });
	open.add(sandbox);
	return sandbox;
}

/** One in which the fixture of every operation runs. */
export async function furnishedSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	return furnish(await withSandbox({ ...furnished, ...options }));
}

async function closeAll(): Promise<void> {
	const ended = [...open];
	open.clear();
	await Promise.all(ended.map((sandbox) => sandbox.close()));
	for (const sandbox of ended) expect(sandbox.violations).toEqual([]);
}

afterEach(closeAll);
// Jest has no afterEach for tests that run side by side.
afterAll(closeAll);

/** What mostly waits, and so runs beside the others of its `describe`; its sandboxes are closed later. */
export const test = it.concurrent;

/** No SMS comes by itself. */
export const silent = { sms: { default: { delayMs: null } } };

/** And an order stays as it is once its SMS has come. */
export const quiet = { ...silent, completeAfterMs: null };

/** The cancel works, but neither its answer nor the ledger says what came back. */
export const withoutRefund: FaultRule[] = [
	{ kind: 'emptyBody', endpoint: 'cancel' },
	{ kind: 'wrongShape', endpoint: 'transactions', body: { transactions: [] }, times: 'always' },
];

/** What another client of the account buys. */
export const buyElsewhere = (sandbox: Sandbox, projectCode = 'whatsapp', region = 'ID'): number =>
	sandbox.control.createAsOther({ projectCode, region }).orderId;

/** How often the sandbox was asked, by endpoint. */
export function countOf(sandbox: Sandbox, endpoint: string): number {
	return sandbox.requests.filter((entry) => entry.endpoint === endpoint).length;
}

/** Of its orders, by rising ID. */
export const phases = (sandbox: Sandbox) => sandbox.control.orders().map(({ phase }) => phase);

/** WhatsApp got 2 codes of 3 in Indonesia and none in Great Britain, Signal 1 of 1; one order is pending. */
export async function withHistory(options: SandboxOptions = {}): Promise<Sandbox> {
	const sandbox = await withSandbox({ prices: { ID: 0.5, GB: 1.25 }, ...silent, ...options });
	const { control } = sandbox;
	const buy = (app: string, region: string, endsAfterMs: number, gotCode: boolean) => {
		const orderId = buyElsewhere(sandbox, app, region);
		control.advance(endsAfterMs);
		if (gotCode) control.deliver(orderId);
		else control.cancelAsOther(orderId);
	};
	buy('whatsapp', 'ID', 10_000, true);
	buy('whatsapp', 'ID', 60_000, false);
	buy('whatsapp', 'ID', 20_000, true);
	buy('whatsapp', 'GB', 60_000, false);
	buy('signal', 'ID', 5_000, true);
	buyElsewhere(sandbox);
	return sandbox;
}
