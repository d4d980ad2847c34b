import { fromMicros } from '../core/money.mts';
import type { Order } from '../core/order.mts';
import { cancel as cancelOrder } from '../core/orderLife.mts';
import type { Refusal, Settings } from '../core/settings.mts';
import type { Endpoint } from './endpoint.mts';
import { findOrder, isOrderId } from './order.mts';
import { refuse, refuseAs } from './refusals.mts';

export const cancel: Endpoint = {
	name: 'cancel',
	method: 'POST',
	path: /^\/order\/([^/]+)\/cancel$/,
	perform({ account, world, now, id }) {
		if (!isOrderId(id)) return refuse('INVALID_PARAMS');
		const found = findOrder(account, id);
		if (!found) return refuse('ORDER_NOT_FOUND');
		const refusal = cancelRefusal(world.settings, found, now);
		if (refusal) return { ...refuseAs(refusal), orderId: found.id };
		cancelOrder(world, found, now);
		return {
			status: 200,
			body: { message: '订单已取消,金额已退回', refund_amount: fromMicros(found.priceMicros) },
			orderId: found.id,
		};
	},
};

/** Only pending orders may be cancelled; some vendors also refuse it while the order is very young. */
function cancelRefusal(settings: Settings, order: Order, now: number): Refusal | undefined {
	if (order.phase === 'expired') return settings.expiredRefusal;
	if (order.phase !== 'pending') return settings.cancelRefusal;
	return now < order.createdAt + settings.earlyCancelMs ? settings.earlyRefusal : undefined;
}
