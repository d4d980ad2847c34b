import { patchAccount, type Account } from '../core/account.mts';
import { audit } from '../core/audit.mts';
import { seedHistory } from '../core/history.mts';
import { fromMicros, toMicros } from '../core/money.mts';
import { snapshot } from '../core/order.mts';
import type { State } from '../core/state.mts';
import { enter, openAccount } from '../core/world.mts';
import { transactionRow } from '../endpoints/transactions.mts';
import type { AccountSnapshot, SandboxControl } from './control.mts';
import type { Act } from './createControl.mts';

type AccountControl = Pick<
	SandboxControl,
	| 'state'
	| 'account'
	| 'ledger'
	| 'audit'
	| 'requestAsOther'
	| 'deposit'
	| 'createAccount'
	| 'addKey'
	| 'patchAccount'
	| 'seedHistory'
>;

export function accountControl(state: State, act: Act): AccountControl {
	const on = (key: string | undefined, work: (account: Account) => void): AccountSnapshot =>
		act(() => {
			const account = accountOf(state, key);
			work(account);
			return accountSnapshot(account);
		});
	const row = (entry: Account['ledger'][number]) =>
		transactionRow(entry, state.world.settings.skewMs);

	return {
		state: (key = state.world.firstKey, limit = 100) =>
			act(() => {
				const account = accountOf(state, key);
				return {
					nowMs: state.clock.now(),
					key,
					n8nUrl: state.n8nUrl,
					settings: structuredClone(state.world.settings),
					faults: state.faults.rules(state.clock.now()),
					account: accountSnapshot(account),
					orders: account.orders.all.slice(-limit).reverse().map(snapshot),
					ledger: account.ledger.slice(-limit).reverse().map(row),
				};
			}),
		account: (key) => on(key, () => undefined),
		ledger: (key) => act(() => accountOf(state, key).ledger.map(row)),
		audit: () => act(() => [...new Set(state.world.accounts.values())].flatMap(audit)),
		requestAsOther: (count, key) =>
			act(() => {
				const { limiter } = accountOf(state, key);
				const { settings, clock } = state.world;
				const waits = Array.from({ length: count }, () => limiter.take(clock.now(), settings));
				return waits.filter((waitMs) => waitMs > 0).length;
			}),
		deposit: (amount, key) =>
			on(key, (account) =>
				enter(state.world, account, 'Deposit', toMicros(amount), state.clock.now()),
			),
		createAccount: (options) =>
			act(() => accountSnapshot(openAccount(state.world, options, state.clock.now()))),
		addKey: (newKey, key) => on(key, (account) => void state.world.accounts.set(newKey, account)),
		patchAccount: (patch, key) => on(key, (account) => patchAccount(account, patch)),
		seedHistory: (wanted, key) => on(key, (account) => seedHistory(state.world, account, wanted)),
	};
}

/** The account with this key, or the first one. */
export function accountOf({ world }: State, key = world.firstKey): Account {
	const account = world.accounts.get(key);
	if (!account) throw new Error('There is no account with this key');
	return account;
}

function accountSnapshot(account: Account): AccountSnapshot {
	return {
		username: account.username,
		balance: fromMicros(account.balanceMicros),
		frozenBalance: fromMicros(account.frozenMicros),
		availableBalance: fromMicros(account.balanceMicros - account.frozenMicros),
		creditLimit: fromMicros(account.creditMicros),
		billingType: account.billingType,
		isActive: account.isActive,
		revoked: account.revoked,
		orders: account.orders.size,
		entries: account.ledger.length,
	};
}
