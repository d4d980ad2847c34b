import type { ListedStatus, Order } from '../domain/order';
import type { EventState, Followed } from '../domain/eventState';

import { listOrders, pageSize } from '../transport/api';
import { success, type Result } from '../transport/failure';

import type { Session } from '../transport/session';
import type { Memory } from './turns';

/** Rows of all orders that may have something to tell, and followed orders that no list has shown. */
export type Changed = {
	rows: Order[];
	missing: number[];
	/** No order up to this ID is left out. */
	readTo?: number;
};

/** Received orders that lie so far back that no list shows them are looked at in turns, so many a poll. */
const looksAPoll = 12;

/**
 * Reads no more than the newest orders, back to those that are settled, and lists of what those do not show: the pending
 * orders, and the completed ones if anybody wants to hear of them.
 */
export async function readChanged(
	session: Session,
	state: EventState,
	{ ends, lookedAt }: Memory,
	wantsCompleted: boolean,
): Promise<Result<Changed>> {
	const rows = new Map<number, Order>();
	const add = (found: readonly Order[]) => {
		for (const row of found) if (!rows.has(row.order_id)) rows.set(row.order_id, row);
	};
	const unseen = () => state.followed.filter(({ id }) => !rows.has(id));
	// A page of the newest shows most of what is followed, also where the last page holds but a few.
	const isUnsettled = (row: Order) => row.order_id > state.settled;
	const newest = await readEnd(session, undefined, ends.all, isUnsettled);
	if (!newest.ok) return newest;
	add(newest.value.rows);

	const waiting = () => unseen().filter(({ told }) => told !== 'received');
	const needsPending = waiting().length > 1;
	if (needsPending) {
		const pending = await pendingOrders(session);
		if (!pending.ok) return pending;
		add(pending.value);
	}
	let received: readonly Followed[] = [];
	// One list more than two has its time in the next poll.
	const isFew = newest.value.lists + (needsPending ? 1 : 0) <= 2;
	if (wantsCompleted && isFew && unseen().some(({ told }) => told === 'received')) {
		const completed = await readEnd(session, 'completed', ends.completed, () => false, 1);
		if (!completed.ok) return completed;
		add(completed.value.rows);
		// Within the reach of that list who is not in it is not completed yet.
		const reach = completed.value.rows.at(-1)?.order_id ?? Infinity;
		const beyond = unseen().filter(({ id, told }) => told === 'received' && id < reach);
		const serverNow = session.account.serverClock.at(session.clock.now());
		received = nextInTurn(beyond, lookedAt, serverNow);
	}
	const missing = [...waiting(), ...received];
	const readTo = newest.value.rows[0]?.order_id ?? state.settled;
	return success({ rows: [...rows.values()], missing: missing.map(({ id }) => id), readTo });
}

/** The newest page of all orders, and all pending ones. */
export async function readStart(
	session: Session,
	{ ends }: Memory,
): Promise<Result<{ newest: Order[]; pending: Order[] }>> {
	const newest = await readEnd(session, undefined, ends.all, () => false, 1);
	if (!newest.ok) return newest;
	const pending = await pendingOrders(session);
	return pending.ok ? success({ newest: newest.value.rows, pending: pending.value }) : pending;
}

/** @returns the rows by falling ID, and how many lists were read for them */
async function readEnd(
	session: Session,
	status: ListedStatus | undefined,
	end: NewestEnd,
	wantsOlder: (row: Order) => boolean,
	atLeast = pageSize,
): Promise<Result<{ rows: Order[]; lists: number }>> {
	let lists = 0;
	const rows = await readNewest<Order>({
		fetchPage: async (page) => {
			lists += 1;
			return await listOrders(session, page, status);
		},
		idOf: (row) => row.order_id,
		wantsOlder,
		atLeast,
		end,
	});
	return rows.ok ? success({ rows: rows.value, lists }) : rows;
}

/** Those that nobody has looked at since their time was over, then all in turns: whoever is completed at all is soon. */
function nextInTurn(
	all: readonly Followed[],
	lookedAt: Set<number>,
	serverNow: number,
): readonly Followed[] {
	const old = all.filter(({ expiresMs }) => expiresMs === null || expiresMs <= serverNow);
	const first = old.filter(({ isChecked }) => !isChecked).slice(0, looksAPoll);
	const others = old.filter(({ isChecked }) => isChecked);
	if (others.every(({ id }) => lookedAt.has(id))) lookedAt.clear();
	const places = looksAPoll - first.length;
	const rest = others.filter(({ id }) => !lookedAt.has(id)).slice(0, places);
	for (const { id } of rest) lookedAt.add(id);
	return [...first, ...rest];
}
