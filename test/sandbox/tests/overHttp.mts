import { withSandbox as anySandbox } from '../../support/withSandbox.mts';
import type { Sandbox, SandboxOptions } from '../server.mts';
import { startMs, unlimited } from './frozenCore.mts';

/** A sandbox behind HTTP whose clock stands still; it is closed after the test, and its ledger must add up then. */
export async function withSandbox(
	options: SandboxOptions,
	work: (sandbox: Sandbox) => Promise<void>,
): Promise<void> {
	await work(await anySandbox({ speed: 0, startMs, limits: unlimited, ...options }));
}
