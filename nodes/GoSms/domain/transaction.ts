import type { Row } from './row';

/** What moves money: a top-up, a number bought, an order completed, an order cancelled. */
export const transactionTypes = ['Deposit', 'Hold', 'Release', 'Refund'] as const;

export type TransactionType = (typeof transactionTypes)[number];

/** One entry of the account's ledger; `row` is the API's own object, and what the user gets. */
export type Transaction = {
	id: string;
	/** As the API writes it, or empty. */
	type: string;
	/** Empty when it is of no order. */
	orderId: string;
	/** In the account's currency. */
	amount: number | undefined;
	/** On the clock of the API's database. */
	createdMs: number | undefined;
	row: Row;
};

export function isOfType(
	{ type }: Transaction,
	wanted: (typeof transactionTypes)[number],
): boolean {
	return type.toLowerCase() === wanted.toLowerCase();
}
