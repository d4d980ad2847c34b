import { perAccount } from '../transport/session';
import type { Stop } from '../transport/stop';
import type { Pair } from './buying/openPurchases';
import { Watcher } from './waiting/watcher';

/** What all users of one account in this process share. */
export const engineOf = perAccount(({ account, clock }) => ({
	/** By app and region. */
	purchases: new Map<string, Pair>(),
	watcher: new Watcher(clock, account.limiter),
	/** Orders that are being given back, by ID. */
	releases: new Map<string, { stop: Stop; done: Promise<unknown> }>(),
}));
