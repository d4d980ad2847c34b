/** Money of the account, in its currency; `available_balance` is `balance` less `frozen_balance`. */
export type Balance = {
	balance: number;
	frozen_balance: number;
	available_balance: number;
	credit_limit?: number | null;
};

/** The account that a key belongs to. */
export type Profile = {
	user_id: number;
	username?: string | null;
	email?: string | null;
	balance?: number | null;
	frozen_balance?: number | null;
	credit_limit?: number | null;
	billing_type?: string | null;
	is_active?: boolean | null;
	created_at?: string | null;
};
