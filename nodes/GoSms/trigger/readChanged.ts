import type { Order } from '../domain/order';
import { isNew, type EventState } from '../domain/orderEvents';
import { listOrders } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { readNewest } from '../transport/newest';
import { readPages } from '../transport/pages';
import type { Session } from '../transport/session';

/** Rows of all orders that may have something to tell, and followed orders that no list has shown. */
export type Changed = { rows: Order[]; missing: number[] };

/** Received orders that lie far back are looked at in turns, so many a poll. */
const oldReceivedAPoll = 10;
const turnMs = 60_000;

/**
 * Reads no more than the newest orders, back to the first that is known, and the pending ones where those do not show
 * what became of the orders that are followed.
 */
export async function readChanged(session: Session, state: EventState): Promise<Result<Changed>> {
	const newest = await readNewest<Order>({
		fetchPage: async (page) => await listOrders(session, page),
		idOf: (row) => row.order_id,
		wantsOlder: (row) => isNew(state, row),
	});
	if (!newest.ok) return newest;
	const rows = new Map(newest.value.map((row) => [row.order_id, row]));
	const waiting = state.followed.filter(({ id, told }) => told !== 'received' && !rows.has(id));
	if (waiting.length > 1) {
		const pending = await readPending(session);
		if (!pending.ok) return pending;
		for (const row of pending.value) if (!rows.has(row.order_id)) rows.set(row.order_id, row);
	}
	const received = state.followed.filter(({ id, told }) => told === 'received' && !rows.has(id));
	const unseen = [...waiting, ...inTurns(received, session.clock.now())];
	const missing = unseen.map(({ id }) => id).filter((id) => !rows.has(id));
	return success({ rows: [...rows.values()], missing });
}

/** The newest page of all orders, and all pending ones. */
export async function readStart(
	session: Session,
): Promise<Result<{ newest: Order[]; pending: Order[] }>> {
	const newest = await readNewest<Order>({
		fetchPage: async (page) => await listOrders(session, page),
		idOf: (row) => row.order_id,
		wantsOlder: () => false,
	});
	if (!newest.ok) return newest;
	const pending = await readPending(session);
	return pending.ok ? success({ newest: newest.value, pending: pending.value }) : pending;
}

async function readPending(session: Session): Promise<Result<Order[]>> {
	const rows: Order[] = [];
	const reading = await readPages<Order>({
		fetchPage: async (page) => await listOrders(session, page, 'pending'),
		idOf: (row) => row.order_id,
		rowsLeave: false,
		take: (row) => rows.push(row) > 0,
	});
	return reading.ok ? success(rows) : reading;
}

function inTurns<T>(all: readonly T[], now: number): readonly T[] {
	if (all.length <= oldReceivedAPoll) return all;
	const from = (Math.floor(now / turnMs) * oldReceivedAPoll) % all.length;
	return [...all.slice(from), ...all.slice(0, from)].slice(0, oldReceivedAPoll);
}
