import { buy } from '../core/purchase.mts';
import { cancel, expire } from '../core/orderLife.mts';
import { snapshot, type Order } from '../core/order.mts';
import { arrive, planSms } from '../core/schedule.mts';
import type { SmsScenario } from '../core/settings.mts';
import type { State } from '../core/state.mts';
import type { World } from '../core/world.mts';
import { accountOf } from './accountControl.mts';
import type { Act } from './control.mts';

type Sms = Pick<SmsScenario, 'code' | 'content'>;

export function orderControl(state: State, act: Act) {
	/** Does something with an order that is pending. */
	const change = (orderId: number, work: (order: Order, world: World, now: number) => void) =>
		act(() => {
			const order = findOrder(state.world, orderId);
			if (order.phase !== 'pending') throw new Error(`Order ${orderId} is ${order.phase}`);
			work(order, state.world, state.clock.now());
			return snapshot(order);
		});

	return {
		order: (orderId: number) => act(() => snapshot(findOrder(state.world, orderId))),
		/** Oldest first. */
		orders: (key?: string) => act(() => [...accountOf(state, key).orders.values()].map(snapshot)),
		/** The SMS of a pending order comes now. What is not given is as planned. */
		deliver: (orderId: number, sms: Sms = {}) =>
			change(orderId, (order, world, now) => {
				const { code, content, completeAfterMs } = order;
				const isAsPlanned = sms.code === undefined && sms.content === undefined;
				const words = isAsPlanned ? { code, content } : sms;
				planSms(world, order, { delayMs: null, completeAfterMs, ...words }, now);
				order.smsAt = now;
				arrive(world, order, now);
			}),
		/** Plans the SMS of a pending order anew; its delay begins now. */
		planSms: (orderId: number, scenario: SmsScenario) =>
			change(orderId, (order, world, now) => planSms(world, order, scenario, now)),
		/** A pending order is overdue from now on. */
		expire: (orderId: number) =>
			change(orderId, (order, world, now) => {
				order.expiresAt = now;
				expire(world, order, now);
			}),
		/** Shows any status, until the order's phase changes. */
		setStatus: (orderId: number, status: string) =>
			act(() => {
				const order = findOrder(state.world, orderId);
				order.shownStatus = status;
				return snapshot(order);
			}),
		/** Another client of the account cancels a pending order. */
		cancelAsOther: (orderId: number) =>
			change(orderId, (order, world, now) => cancel(world, order, now)),
		/** Another client of the account buys. */
		createAsOther: (wanted: { projectCode: string; region: string }, key?: string) =>
			act(() => {
				const purchase = { ...wanted, at: state.clock.now(), byOther: true };
				const bought = buy(state.world, accountOf(state, key), purchase);
				if (typeof bought === 'string') throw new Error(bought);
				return snapshot(bought);
			}),
	};
}

function findOrder(world: World, orderId: number): Order {
	for (const account of world.accounts.values()) {
		const order = account.orders.get(orderId);
		if (order) return order;
	}
	throw new Error(`There is no order ${orderId}`);
}
