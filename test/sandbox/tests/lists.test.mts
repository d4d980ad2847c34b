import { describe, expect, it } from '@jest/globals';

import type { SandboxCore } from '../core/core.mts';
import { buy, call, column, frozenCore, unlimited } from './frozenCore.mts';

const ids = (core: SandboxCore, query: string) =>
	column(call(core, `GET /user/orders?${query}`), 'orders', 'order_id');
const entries = (core: SandboxCore, query: string) =>
	column(call(core, `GET /user/transactions?${query}`), 'transactions', 'id');
const buyMany = (core: SandboxCore, length: number) => Array.from({ length }, () => buy(core));

describe('lists', () => {
	it('come newest first or oldest first', () => {
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
		core.control.setSettings({ listOrder: 'oldestFirst' });
		expect(ids(core, 'page=2&page_size=10')).toEqual(bought.slice(10, 20));
		expect(entries(core, 'page_size=2')).toEqual([1001, 1002]);
	});

	it('are sorted by id in every status, in whatever order they got there', () => {
		const core = frozenCore({ limits: unlimited });
		const bought = buyMany(core, 30);
		const shuffled = bought.toSorted((one, other) => ((one * 7) % 31) - ((other * 7) % 31));
		for (const id of shuffled) core.control.deliver(id);
		expect(ids(core, 'status=received&page_size=100')).toEqual(bought.toReversed());
		expect(core.control.audit()).toEqual([]);
	});

	it('hold a seeded history of 10,000 finished orders that adds up', () => {
		const core = frozenCore();
		const { balance } = core.control.account();
		const seeded = core.control.seedHistory({ count: 10_000 });
		expect(seeded).toMatchObject({ orders: 10_000, balance, frozenBalance: 0 });
		expect(core.control.audit()).toEqual([]);
		expect(call(core, 'GET /user/orders?status=pending').body).toMatchObject({ total: 0 });
		const fresh = buy(core);
		expect(ids(core, 'page_size=1')).toEqual([fresh]);
		expect(ids(core, 'page=101&page_size=100')).toEqual([12_345]);
	});
});
