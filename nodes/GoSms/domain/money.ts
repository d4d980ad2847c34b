import type { Row } from './row';

/**
 * Amounts of the API are JSON floats in the account's currency. They are passed on as given, but compared and added as
 * whole millionths, so that 0.1 + 0.2 is 0.3.
 */
export function toMicros(amount: number): number {
	return Math.round(amount * 1e6);
}

/** For messages: at least two decimals, and no more than the amount has. */
export function showMicros(micros: number): string {
	return (micros / 1e6).toFixed(6).replace(/0{1,4}$/, '');
}

export function sameAmount(a: number, b: number): boolean {
	return toMicros(a) === toMicros(b);
}

/** What moves money: a top-up, a number bought, an order completed, an order cancelled. */
export const transactionTypes = ['Deposit', 'Hold', 'Release', 'Refund'] as const;

export type TransactionType = (typeof transactionTypes)[number];

/** One entry of the account's ledger; `row` is the API's own object, and what the user gets. */
export type Transaction = {
	id: string;
	/** As the API writes it, or empty. */
	type: string;
	/** Empty when it has no order. */
	orderId: string;
	/** In the account's currency. */
	amount: number | undefined;
	/** On the clock of the API's database. */
	createdMs: number | undefined;
	row: Row;
};

export function isOfType({ type }: Transaction, wanted: TransactionType): boolean {
	return type.toLowerCase() === wanted.toLowerCase();
}
