import { balance } from './balance.mts';
import { cancel } from './cancel.mts';
import { create } from './create.mts';
import type { Endpoint } from './endpoint.mts';
import { order } from './order.mts';
import { orders } from './orders.mts';
import { profile } from './profile.mts';
import { transactions } from './transactions.mts';

const endpoints: readonly Endpoint[] = [
	balance,
	profile,
	transactions,
	orders,
	create,
	order,
	cancel,
];

/** With the order id in the path, where there is one. */
export function matchEndpoint(method: string, path: string) {
	for (const endpoint of endpoints) {
		const found = endpoint.method === method ? endpoint.path.exec(path) : null;
		if (found) return { endpoint, id: found[1] ?? '' };
	}
	return undefined;
}
