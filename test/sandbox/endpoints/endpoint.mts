import type { Account } from '../core/account.mts';
import type { World } from '../core/world.mts';

export const endpointNames = [
	'balance',
	'profile',
	'transactions',
	'orders',
	'create',
	'order',
	'cancel',
] as const;
export type EndpointName = (typeof endpointNames)[number];

/** A request that has passed the door: the account is known, active and within its limits. */
export interface Call {
	readonly world: World;
	readonly account: Account;
	readonly now: number;
	/** What stands in the path's place for the order id. */
	readonly id: string;
	readonly query: unknown;
	readonly body: unknown;
}

export interface Reply {
	status: number;
	body: unknown;
	/** The order it was about, for the log. */
	orderId?: number;
}

export interface Endpoint {
	readonly name: EndpointName;
	readonly method: 'GET' | 'POST';
	readonly path: RegExp;
	perform(call: Call): Reply;
}
