import { buy } from '../core/purchase.mts';
import { cancel, complete, expire } from '../core/orderLife.mts';
import { snapshot, type Order, type OrderSnapshot, type Phase } from '../core/order.mts';
import { arrive, planSms } from '../core/schedule.mts';
import type { State } from '../core/state.mts';
import type { World } from '../core/world.mts';
import type { SandboxControl } from './control.mts';
import type { Act } from './createControl.mts';
import { accountOf } from './accountControl.mts';

type OrderControl = Pick<
	SandboxControl,
	| 'order'
	| 'orders'
	| 'deliver'
	| 'planSms'
	| 'expire'
	| 'complete'
	| 'setStatus'
	| 'cancelAsOther'
	| 'createAsOther'
>;

export function orderControl(state: State, act: Act): OrderControl {
	/** Does something with an order that is in one of these phases. */
	const change = (
		orderId: number,
		phases: readonly Phase[],
		work: (order: Order, world: World, now: number) => void,
	): OrderSnapshot =>
		act(() => {
			const order = findOrder(state.world, orderId);
			if (!phases.includes(order.phase)) throw new Error(`Order ${orderId} is ${order.phase}`);
			work(order, state.world, state.clock.now());
			return snapshot(order);
		});

	const deliver = (world: World, order: Order, now: number, sms: Sms = {}) => {
		const { code, content, completeAfterMs } = order;
		const isAsPlanned = sms.code === undefined && sms.content === undefined;
		planSms(
			world,
			order,
			{ delayMs: null, completeAfterMs, ...(isAsPlanned ? { code, content } : sms) },
			now,
		);
		order.smsAt = now;
		arrive(world, order, now);
	};

	return {
		order: (orderId) => act(() => snapshot(findOrder(state.world, orderId))),
		orders: (key) => act(() => accountOf(state, key).orders.all.map(snapshot)),
		deliver: (orderId, sms) =>
			change(orderId, ['pending'], (order, world, now) => deliver(world, order, now, sms)),
		planSms: (orderId, scenario) =>
			change(orderId, ['pending'], (order, world, now) => planSms(world, order, scenario, now)),
		expire: (orderId) =>
			change(orderId, ['pending'], (order, world, now) => {
				order.expiresAt = now;
				expire(world, order, now);
			}),
		complete: (orderId) =>
			change(orderId, ['pending', 'received'], (order, world, now) => {
				if (order.phase === 'pending') deliver(world, order, now);
				complete(world, order, now);
			}),
		setStatus: (orderId, status) =>
			act(() => {
				const order = findOrder(state.world, orderId);
				const { overdueStatus } = state.world.settings;
				const trueStatus = order.phase === 'expired' ? overdueStatus : order.phase;
				order.account.orders.show(order, status ?? trueStatus);
				return snapshot(order);
			}),
		cancelAsOther: (orderId) =>
			change(orderId, ['pending'], (order, world, now) => cancel(world, order, now)),
		createAsOther: (wanted, key) =>
			act(() => {
				const at = state.clock.now();
				const { projectCode, region } = wanted;
				const purchase = { projectCode, region, at, byOther: true };
				const bought = buy(state.world, accountOf(state, key), purchase);
				if (typeof bought === 'string') throw new Error(bought);
				return snapshot(bought);
			}),
	};
}

interface Sms {
	code?: string | null;
	content?: string | null;
}

function findOrder(world: World, orderId: number): Order {
	for (const account of world.accounts.values()) {
		const order = account.orders.find(orderId);
		if (order) return order;
	}
	throw new Error(`There is no order ${orderId}`);
}
