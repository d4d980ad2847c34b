import {
	patchAccount,
	type Account,
	type AccountOptions,
	type AccountPatch,
} from '../core/account.mts';
import { audit } from '../core/audit.mts';
import { seedHistory, type WantedHistory } from '../core/history.mts';
import { fromMicros } from '../core/money.mts';
import { snapshot } from '../core/order.mts';
import type { State } from '../core/state.mts';
import { openAccount } from '../core/world.mts';
import { transactionRow } from '../endpoints/transactions.mts';
import type { Act } from './control.mts';

export function accountControl(state: State, act: Act) {
	const on = (key: string | undefined, work: (account: Account) => void) =>
		act(() => {
			const account = accountOf(state, key);
			work(account);
			return accountSnapshot(account);
		});
	const row = (entry: Account['ledger'][number]) =>
		transactionRow(entry, state.world.settings.skewMs);

	let n8nUrl: string | null = null;

	return {
		/** Where the n8n is whose workflows use this sandbox: the phone leads back to it. */
		linkTo(url: string) {
			n8nUrl = url;
		},
		/** With at most `limit` orders and entries, the newest first. */
		state: (limit = 100, key = state.world.firstKey) =>
			act(() => {
				const account = accountOf(state, key);
				return {
					nowMs: state.clock.now(),
					key,
					n8nUrl,
					settings: structuredClone(state.world.settings),
					faults: state.faults.rules(state.clock.now()),
					account: accountSnapshot(account),
					orders: [...account.orders.values()].slice(-limit).reverse().map(snapshot),
					ledger: account.ledger.slice(-limit).reverse().map(row),
				};
			}),
		account: (key?: string) => on(key, () => undefined),
		/** All entries, oldest first, in the API's own shape. */
		ledger: (key?: string) => act(() => accountOf(state, key).ledger.map(row)),
		/** What has not added up so far, and what a full audit of all accounts finds now. */
		audit: () =>
			act(() => [
				...state.violations,
				...[...new Set(state.world.accounts.values())].flatMap(audit),
			]),
		/** Other clients of the key send so many requests at this moment: how many of them were refused. */
		requestAsOther: (count: number, key?: string) =>
			act(() => {
				const { limiter } = accountOf(state, key);
				const { settings, clock } = state.world;
				const taken = Array.from({ length: count }, () => limiter.take(clock.now(), settings));
				return taken.filter((isTaken) => !isTaken).length;
			}),
		createAccount: (options: AccountOptions) =>
			act(() => accountSnapshot(openAccount(state.world, options, state.clock.now()))),
		/** A further key of the account, as after a change of the key. */
		addKey: (newKey: string, key?: string) =>
			on(key, (account) => void state.world.accounts.set(newKey, account)),
		patchAccount: (patch: AccountPatch, key?: string) =>
			on(key, (account) => patchAccount(account, patch)),
		/** Finished orders of the past, with their ledger entries. */
		seedHistory: (wanted: WantedHistory, key?: string) =>
			on(key, (account) => seedHistory(state.world, account, wanted)),
	};
}

/** The account with this key, or the first one. */
export function accountOf({ world }: State, key = world.firstKey): Account {
	const account = world.accounts.get(key);
	if (!account) throw new Error('There is no account with this key');
	return account;
}

function accountSnapshot(account: Account) {
	const { username, billingType, isActive, revoked, orders, ledger } = account;
	return {
		username,
		balance: fromMicros(account.balanceMicros),
		frozenBalance: fromMicros(account.frozenMicros),
		availableBalance: fromMicros(account.balanceMicros - account.frozenMicros),
		creditLimit: fromMicros(account.creditMicros),
		billingType,
		isActive,
		revoked,
		orders: orders.size,
		entries: ledger.length,
	};
}
