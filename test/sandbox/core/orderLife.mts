import type { Account } from './account.mts';
import { phoneNumber } from './catalogue.mts';
import type { Order, Phase } from './order.mts';
import { enter, type World } from './world.mts';

export interface Purchase {
	projectCode: string;
	region: string;
	priceMicros: number;
	at: number;
	byOther: boolean;
}

/** A new pending order with its Hold; nothing is scheduled yet. */
export function open(world: World, account: Account, purchase: Purchase): Order {
	const { projectCode, region, priceMicros, at, byOther } = purchase;
	const id = world.nextOrderId++;
	const order: Order = {
		id,
		account,
		phone: phoneNumber(region, id),
		projectCode: world.settings.lowersCodes ? projectCode.toLowerCase() : projectCode,
		region,
		priceMicros,
		byOther,
		createdAt: at,
		expiresAt: at + world.settings.orderLifeMs,
		phase: 'pending',
		shownStatus: 'pending',
		settled: null,
		code: null,
		content: null,
		smsAt: null,
		completeAfterMs: null,
		completeAt: null,
		receivedAt: null,
		endedAt: null,
	};
	account.orders.set(id, order);
	enter(world, account, 'Hold', priceMicros, at, id);
	return order;
}

/** The SMS is there; what is in it has been set before. */
export function receive(world: World, order: Order, at: number): void {
	order.receivedAt = at;
	turn(order, 'received');
	if (world.settings.releaseAt === 'received') settle(world, order, 'Release', at);
}

export function complete(world: World, order: Order, at: number): void {
	order.endedAt = at;
	turn(order, 'completed');
	if (order.settled === null) settle(world, order, 'Release', at);
}

export function cancel(world: World, order: Order, at: number): void {
	order.endedAt = at;
	turn(order, 'cancelled');
	settle(world, order, 'Refund', at);
}

/** Overdue orders are refunded, whatever status they show. */
export function expire(world: World, order: Order, at: number): void {
	order.endedAt = at;
	turn(order, 'expired', world.settings.overdueStatus);
	settle(world, order, 'Refund', at);
}

function turn(order: Order, phase: Phase, shownStatus: string = phase): void {
	order.phase = phase;
	order.shownStatus = shownStatus;
}

function settle(world: World, order: Order, type: 'Release' | 'Refund', at: number): void {
	order.settled = type;
	enter(world, order.account, type, order.priceMicros, at, order.id);
}
