import { createAccount, type Account, type AccountOptions } from './account.mts';
import type { SandboxClock } from './clock.mts';
import { createDueEvents } from './dueEvents.mts';
import { post, type EntryType } from './ledger.mts';
import { toMicros } from './money.mts';
import type { Order } from './order.mts';
import { createRandom } from './random.mts';
import { defaultSettings, patchSettings, type SettingsPatch } from './settings.mts';

export const sandboxKey = 'ch_sandbox';

/**
 * So that order IDs go on rising from one start to the next, as GoSMS's do: to an n8n that runs on, and to triggers that are
 * kept, old IDs are old orders.
 */
export const risingOrderId = () => Math.floor(Date.now() / 1_000);

export interface WorldOptions {
	settings?: SettingsPatch;
	/** Default: one account with the key `ch_sandbox`. */
	accounts?: readonly AccountOptions[];
	seed?: number;
	/** Default: the one of the document's examples. */
	firstOrderId?: number;
}

/** Those that were moved or overtaken stay in the queue, and are recognised when played. */
export interface DueEvent {
	readonly at: number;
	readonly kind: 'sms' | 'complete' | 'cancel' | 'expire';
	readonly order: Order;
}

export type World = ReturnType<typeof createWorld>;

const defaultBalance = 1_000.5;
const yearMs = 365 * 86_400_000;

export function createWorld(clock: SandboxClock, options: WorldOptions) {
	const accounts = options.accounts ?? [{ key: sandboxKey }];
	const world = {
		clock,
		random: createRandom(options.seed ?? 1),
		due: createDueEvents<DueEvent>(),
		/** By key. */
		accounts: new Map<string, Account>(),
		firstKey: accounts[0]?.key ?? sandboxKey,
		settings: patchSettings(defaultSettings, options.settings ?? {}),
		// The numbers of the document's examples.
		nextOrderId: options.firstOrderId ?? 12_345,
		nextEntryId: 1_001,
	};
	for (const account of accounts) openAccount(world, account, clock.now() - yearMs);
	return world;
}

/** `createdAt` lies in the past for the accounts of the start, so that history can be seeded after their deposit. */
export function openAccount(world: World, options: AccountOptions, createdAt: number): Account {
	if (world.accounts.has(options.key)) throw new Error('There is an account with this key already');
	const account = createAccount(options, 123 + world.accounts.size, createdAt);
	world.accounts.set(options.key, account);
	const balance = toMicros(options.balance ?? defaultBalance);
	if (balance > 0) enter(world, account, 'Deposit', balance, createdAt);
	return account;
}

/** Writes one entry into the account's ledger. */
export function enter(
	world: World,
	account: Account,
	type: EntryType,
	amountMicros: number,
	at: number,
	orderId: number | null = null,
): void {
	post(account, { id: world.nextEntryId++, type, amountMicros, at, orderId });
}
