import { expect, it } from '@jest/globals';

import type { SandboxCore } from '../core/core.mts';
import { buy, call, column, frozenCore, unlimited } from './frozenCore.mts';

const ids = (core: SandboxCore, query: string) =>
	column(call(core, `GET /user/orders?${query}`), 'orders', 'order_id');
const entries = (core: SandboxCore, query: string) =>
	column(call(core, `GET /user/transactions?${query}`), 'transactions', 'id');
const buyMany = (core: SandboxCore, length: number) => Array.from({ length }, () => buy(core));

it('lists come newest first or oldest first, also of one status', () => {
	const core = frozenCore({ limits: unlimited, firstOrderId: 900 });
	const bought = buyMany(core, 25);
	expect(bought.slice(0, 2)).toEqual([900, 901]);
	const newest = bought.toReversed();
	expect(ids(core, '')).toEqual(newest.slice(0, 20));
	expect(ids(core, 'page=2')).toEqual(newest.slice(20));
	expect(ids(core, 'page=3')).toEqual([]);
	const { body } = call(core, 'GET /user/orders?page=2');
	expect(body).toMatchObject({ total: 25, page: 2, page_size: 20 });
	expect(entries(core, 'page_size=2')).toEqual([1026, 1025]);
	for (const id of [905, 903]) core.control.deliver(id);
	expect(ids(core, 'status=received')).toEqual([905, 903]);
	core.control.setSettings({ listOrder: 'oldestFirst' });
	expect(ids(core, 'page=2&page_size=10')).toEqual(bought.slice(10, 20));
	expect(entries(core, 'page_size=2')).toEqual([1001, 1002]);
});

it('a history of finished orders leaves the money as it was', () => {
	const { control } = frozenCore();
	const { balance } = control.account();
	const seeded = control.seedHistory({ count: 1_000 });
	expect(seeded).toMatchObject({ orders: 1_000, balance, frozenBalance: 0 });
	expect(control.audit()).toEqual([]);
});
