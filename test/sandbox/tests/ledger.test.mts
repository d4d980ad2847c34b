import { describe, expect, it } from '@jest/globals';

import type { Account } from '../core/account.mts';
import { audit, emptyBooks, follow, readEntry } from '../core/audit.mts';
import type { LedgerEntry } from '../core/ledger.mts';
import { createWorld, openAccount } from '../core/world.mts';
import { createClock } from '../core/clock.mts';
import { buy as buyNumber } from '../core/purchase.mts';
import { buy, call, column, frozenCore } from './frozenCore.mts';

describe('the ledger', () => {
	it('writes what the document shows, along the life of three orders', () => {
		const core = frozenCore({ listOrder: 'oldestFirst' });
		const [kept, cancelled, expired] = [buy(core), buy(core), buy(core)];
		core.control.deliver(kept);
		call(core, `POST /order/${cancelled}/cancel`);
		core.control.expire(expired);
		core.control.advance(60_000);

		const list = call(core, 'GET /user/transactions');
		const names = ['type', 'amount', 'balance_snapshot', 'frozen_balance_snapshot', 'order_id'];
		const rows = names.map((name) => column(list, 'transactions', name));
		expect(column(list, 'transactions', 'description')).toEqual([
			...['充值', '订单冻结', '订单冻结', '订单冻结', '订单退款', '订单退款', '订单完成'],
		]);
		expect(rows).toEqual([
			['Deposit', 'Hold', 'Hold', 'Hold', 'Refund', 'Refund', 'Release'],
			[1000.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
			[1000.5, 1000, 999.5, 999, 999.5, 1000, 1000],
			[undefined, 0.5, 1, 1.5, 1, 0.5, 0],
			[undefined, kept, cancelled, expired, cancelled, expired, kept],
		]);
		expect(core.control.account()).toMatchObject({ balance: 1000, availableBalance: 1000 });
	});

	it('writes what happened unseen at the time it happened', () => {
		const core = frozenCore();
		buy(core);
		core.control.advance(3_600_000);
		const times = column(call(core, 'GET /user/transactions'), 'transactions', 'created_at');
		expect(times[0]).toBe('2025-12-03T10:51:05Z');
	});

	it.each([
		['received', 1000],
		['completed', 1000.5],
	] as const)('writes the Release of a received order when it is %s', (releaseAt, balance) => {
		const core = frozenCore({ releaseAt });
		core.control.deliver(buy(core));
		expect(core.control.account().balance).toBe(balance);
		core.control.advance(60_000);
		expect(core.control.account()).toMatchObject({ balance: 1000, frozenBalance: 0 });
		expect(core.violations).toEqual([]);
	});

	it('does not lose a cent in floats', () => {
		const core = frozenCore({ prices: { ID: 0.1 }, limits: { perSecond: null } });
		for (let bought = 0; bought < 3; bought += 1) buy(core);
		const money = { balance: 1000.5, frozen_balance: 0.3, credit_limit: 5000 };
		const { body } = call(core, 'GET /user/balance');
		expect(body).toEqual({ ...money, available_balance: 1000.2 });
		const profile = { ...money, user_id: 123, billing_type: 'postpaid', is_active: true };
		expect(call(core, 'GET /user/profile').body).toMatchObject(profile);
	});
});

describe('the audit of an entry', () => {
	const entry = (type: LedgerEntry['type'], id: number, at: number, orderId: number | null) => {
		return { type, id, at, orderId, amountMicros: 5, availableMicros: 95, frozenMicros: 0 };
	};
	const deposit = { ...entry('Deposit', 1, 10, null), amountMicros: 100, availableMicros: 100 };
	const good = { ...entry('Hold', 2, 20, 1), frozenMicros: 5 };
	const release = entry('Release', 3, 20, 1);
	const read = (entries: LedgerEntry[]) => {
		const books = emptyBooks();
		return [deposit, ...entries].flatMap((one) => readEntry(books, one));
	};

	it('accepts what adds up', () => {
		expect(read([good, release])).toEqual([]);
	});

	it.each<[string, LedgerEntry[]]>([
		['a negative amount', [{ ...good, amountMicros: -5 }]],
		['an id that does not rise', [{ ...good, id: 1 }]],
		['an earlier time', [{ ...good, at: 9 }]],
		[
			'a hold without an order',
			[{ ...good, orderId: null, availableMicros: 105, frozenMicros: 0 }],
		],
		['a wrong balance_snapshot', [{ ...good, availableMicros: 94 }]],
		['a wrong frozen_balance_snapshot', [{ ...good, frozenMicros: 4 }]],
		['two holds of one order', [good, { ...good, id: 3, availableMicros: 90, frozenMicros: 10 }]],
		['a release without a hold', [{ ...release, orderId: 2 }]],
		['a release of another amount', [good, { ...release, amountMicros: 4, frozenMicros: 1 }]],
		['two releases', [good, release, { ...release, id: 4, frozenMicros: -5 }]],
	])('finds %s', (_what, entries) => {
		expect(read(entries)).not.toEqual([]);
	});
});

describe('the audit of an account', () => {
	const build = (): Account => {
		const world = createWorld(createClock({ speed: 0, startMs: 1_000_000 }), { accounts: [] });
		const account = openAccount(world, { key: 'ch_audited' }, 0);
		buyNumber(world, account, { projectCode: 'x', region: 'ID', at: 1_000, byOther: false });
		return account;
	};

	it.each<[string, (account: Account) => void]>([
		['money from nowhere', (account) => (account.balanceMicros += 1)],
		['a hold from nowhere', (account) => (account.frozenMicros += 1)],
		['an order that ended without its money', (account) => (first(account).phase = 'cancelled')],
		['an order completed without a release', (account) => (first(account).phase = 'completed')],
		['a settlement that was not written', (account) => (first(account).settled = 'Refund')],
		['an entry that is gone', (account) => account.ledger.pop()],
	])('finds %s', (_what, spoil) => {
		const account = build();
		expect(audit(account)).toEqual([]);
		spoil(account);
		expect(audit(account)).not.toEqual([]);
	});

	it('follows each entry once', () => {
		const account = build();
		expect(follow(account)).toEqual([]);
		account.balanceMicros += 1;
		expect(follow(account)).toHaveLength(1);
	});
});

function first(account: Account) {
	const order = [...account.orders.values()][0];
	if (!order) throw new Error('No order');
	return order;
}
