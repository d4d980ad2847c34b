import type { Session } from '../transport/session';
import type { Stop } from '../transport/stop';
import type { Pair } from './buying/openPurchases';
import { Watcher } from './waiting/watcher';

/** What all users of one account in this process share. */
export type Engine = {
	/** By app and region. */
	purchases: Map<string, Pair>;
	watcher: Watcher;
	/** Orders that are being given back, by ID. */
	releases: Map<string, { stop: Stop; done: Promise<unknown> }>;
};

const engines = new WeakMap<Session['account'], Engine>();

export function engineOf({ account, clock }: Session): Engine {
	const known = engines.get(account);
	if (known) return known;
	const engine: Engine = {
		purchases: new Map(),
		watcher: new Watcher(clock, account.limiter),
		releases: new Map(),
	};
	engines.set(account, engine);
	return engine;
}
