import type { Account } from '../core/account.mts';
import type { Order } from '../core/order.mts';
import type { Endpoint } from './endpoint.mts';
import { orderBody } from './orderBody.mts';
import { refuse, refuseAs } from './refusals.mts';

export const order: Endpoint = {
	name: 'order',
	method: 'GET',
	path: /^\/order\/([^/]+)$/,
	perform({ account, world, id }) {
		if (!isOrderId(id)) return refuse('INVALID_PARAMS');
		const found = findOrder(account, id);
		if (!found) return refuse('ORDER_NOT_FOUND');
		const { overdueGet, expiredRefusal, skewMs } = world.settings;
		return found.phase === 'expired' && overdueGet === 'refuse'
			? { ...refuseAs(expiredRefusal), orderId: found.id }
			: { status: 200, body: orderBody(found, skewMs), orderId: found.id };
	},
};

export function isOrderId(text: string): boolean {
	return /^[0-9]{1,15}$/.test(text);
}

/** Orders of other accounts do not exist for this one. */
export function findOrder(account: Account, id: string): Order | undefined {
	return account.orders.get(Number(id));
}
