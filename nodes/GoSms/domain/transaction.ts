/** What moves money: a top-up, a number bought, an order completed, an order cancelled. */
export const transactionTypes = ['Deposit', 'Hold', 'Release', 'Refund'] as const;

/** One entry of the account's ledger; amounts are in the account's currency, times in UTC. */
export type Transaction = {
	id: number;
	type: string;
	amount: number;
	balance_snapshot?: number | null;
	frozen_balance_snapshot?: number | null;
	description?: string | null;
	order_id?: number | null;
	created_at: string;
};
