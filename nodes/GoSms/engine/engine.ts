import type { Session } from '../transport/session';
import { OpenPurchases } from './buying/openPurchases';
import { Watcher } from './waiting/watcher';

/** What everybody shares who uses one account in this process. */
export type Engine = { purchases: OpenPurchases; watcher: Watcher };

const engines = new WeakMap<Session['account'], Engine>();

export function engineOf({ account, clock }: Session): Engine {
	const known = engines.get(account);
	if (known) return known;
	const engine = { purchases: new OpenPurchases(), watcher: new Watcher(clock) };
	engines.set(account, engine);
	return engine;
}
