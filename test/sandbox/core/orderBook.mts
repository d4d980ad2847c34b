import type { Order } from './order.mts';

/** An account's orders, indexed by shown status, so that a page of a list costs no scan of the history. */
export function createOrderBook() {
	const all: Order[] = [];
	const byStatus = new Map<string, Order[]>();

	const enter = (order: Order) => {
		const orders = byStatus.get(order.shownStatus) ?? [];
		byStatus.set(order.shownStatus, orders);
		orders.splice(position(orders, order.id), 0, order);
	};
	const leave = (order: Order) => {
		const orders = byStatus.get(order.shownStatus) ?? [];
		orders.splice(position(orders, order.id), 1);
	};

	return {
		get size() {
			return all.length;
		},
		/** Oldest first. */
		all: all as readonly Order[],
		count: (status: string) => byStatus.get(status)?.length ?? 0,
		/** All orders of that status, or all of them, oldest first. */
		list: (status?: string): readonly Order[] =>
			status === undefined ? all : (byStatus.get(status) ?? []),
		find(id: number) {
			const order = all[position(all, id)];
			return order?.id === id ? order : undefined;
		},
		add(order: Order) {
			all.push(order);
			enter(order);
		},
		show(order: Order, status: string) {
			leave(order);
			order.shownStatus = status;
			enter(order);
		},
	};
}

/** Where the order with this id is, or belongs, in a list sorted by id; new orders are looked for at the end first. */
function position(orders: readonly Order[], id: number): number {
	const last = orders.at(-1);
	if (last === undefined || last.id < id) return orders.length;
	let low = 0;
	let high = orders.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		const at = orders[middle];
		if (at !== undefined && at.id < id) low = middle + 1;
		else high = middle;
	}
	return low;
}
