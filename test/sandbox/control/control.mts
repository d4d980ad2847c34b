import type { AccountOptions, AccountPatch } from '../core/account.mts';
import type { OrderSnapshot } from '../core/order.mts';
import type { Settings, SettingsPatch, SmsScenario } from '../core/settings.mts';
import type { FaultKind, FaultRule } from '../faults/applyFault.mts';

export interface AccountSnapshot {
	username: string;
	balance: number;
	frozenBalance: number;
	availableBalance: number;
	creditLimit: number;
	billingType: 'prepaid' | 'postpaid';
	isActive: boolean;
	revoked: boolean;
	orders: number;
	entries: number;
}

export interface SandboxSnapshot {
	nowMs: number;
	/** Of the account. */
	key: string;
	/** Where the n8n beside this sandbox is, if somebody has said so. */
	n8nUrl: string | null;
	settings: Settings;
	/** What is still armed. */
	faults: FaultRule[];
	account: AccountSnapshot;
	/** The newest ones only, newest first. */
	orders: OrderSnapshot[];
	/** The newest ones only, newest first, in the API's own shape. */
	ledger: Array<Record<string, unknown>>;
}

export interface WantedHistory {
	count: number;
	/** Between two purchases; shrinks where the time since the account's last entry is short. Default 60,000. */
	intervalMs?: number;
}

/**
 * Everything that the API cannot do; the routes under `/__sandbox` call the same functions. No call is rate limited or
 * logged. `key` chooses the account, by default the first one. Calls on orders fail when the order's phase forbids them.
 */
export interface SandboxControl {
	now(): number;
	/** With at most `limit` (default 100) orders and entries. */
	state(key?: string, limit?: number): SandboxSnapshot;
	settings(): Settings;
	account(key?: string): AccountSnapshot;
	order(orderId: number): OrderSnapshot;
	/** Oldest first. */
	orders(key?: string): OrderSnapshot[];
	/** All entries, oldest first, in the API's own shape. */
	ledger(key?: string): Array<Record<string, unknown>>;
	/** A full audit of all accounts: what does not add up. */
	audit(): string[];

	/** The SMS of a pending order comes now. What is not given is as planned. */
	deliver(orderId: number, sms?: Pick<SmsScenario, 'code' | 'content'>): OrderSnapshot;
	/** Plans the SMS of a pending order anew; its delay begins now. */
	planSms(orderId: number, scenario: SmsScenario): OrderSnapshot;
	/** A pending order is overdue from now on. */
	expire(orderId: number): OrderSnapshot;
	/** Completes a received order; a pending one receives its SMS in the same moment. */
	complete(orderId: number): OrderSnapshot;
	/** Shows any status, until the order's phase changes; null = the true one. */
	setStatus(orderId: number, status: string | null): OrderSnapshot;
	/** Another client of the account cancels a pending order. */
	cancelAsOther(orderId: number): OrderSnapshot;
	/** Another client of the account buys. */
	createAsOther(wanted: { projectCode: string; region: string }, key?: string): OrderSnapshot;
	/** Other clients of the key send so many requests at this moment: how many of them were refused. */
	requestAsOther(count: number, key?: string): number;

	deposit(amount: number, key?: string): AccountSnapshot;
	createAccount(options: AccountOptions): AccountSnapshot;
	/** A further key of the account, as after a change of the key. */
	addKey(newKey: string, key?: string): AccountSnapshot;
	patchAccount(patch: AccountPatch, key?: string): AccountSnapshot;
	/** Finished orders of the past, with their ledger entries. */
	seedHistory(wanted: WantedHistory, key?: string): AccountSnapshot;

	/** Where the n8n is whose workflows use this sandbox: the phone leads back to it. */
	linkTo(n8nUrl: string): void;
	setSettings(patch: SettingsPatch): Settings;
	addFault(...rules: FaultRule[]): void;
	/** What is still armed. */
	faults(): FaultRule[];
	/** Takes all rules of this kind away. */
	disarm(kind: FaultKind): void;
	clearFaults(): void;
	clearRequests(): void;
	advance(ms: number): void;
	/** Back to the start, but for the clock. */
	reset(): void;
}
