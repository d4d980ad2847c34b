import type { INodeType } from 'n8n-workflow';
import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { RequestEntry } from '../../sandbox/core/exchange.mts';
import type { SettingsPatch } from '../../sandbox/core/settings.mts';

/** Where the API is, and a key for it. */
export type Address = { baseUrl: string; key: string };

/** What a sandbox knows of the work that was done on it: all figures are drawn from this. */
export type Records = {
	/** Oldest first. */
	requests: readonly RequestEntry[];
	/** Oldest first. */
	orders: readonly OrderSnapshot[];
	/** What does not add up in its ledger. */
	violations: readonly string[];
};

export type BenchSandbox = Address & {
	records: () => Promise<Records>;
	close: () => Promise<void>;
};

export type SandboxSetup = SettingsPatch & { seed?: number };

/**
 * Where work is measured: the benchmark gives real time, sandboxes in processes of their own and the built node; the
 * smoke tests a fast clock, sandboxes in the same process and the sources.
 */
export type Place = {
	sandbox: (setup: SandboxSetup) => Promise<BenchSandbox>;
	/** The clock of those who measure and of the baselines; the sandbox's runs as fast, and shows the same. */
	clock: Clock;
	/** In place of the sources. */
	node: INodeType | undefined;
};
