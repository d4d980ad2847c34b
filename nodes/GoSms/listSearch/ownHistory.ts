import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { History } from '../domain/history';
import { showMicros, toMicros } from '../domain/money';
import type { Order } from '../domain/order';
import { failed, noAnswer, type Result } from '../transport/failure';
import { isRecord } from '../transport/guards';
import { recentOrders } from '../transport/lists';
import { within } from '../transport/patience';
import { openSession, perAccount, type Session } from '../transport/session';

/** n8n asks for a list again after every letter typed. */
const keptMs = 10_000;

type Kept = { orders: Promise<Result<Order[]>> | undefined; sinceMs: number };

const keptBy = perAccount((): Kept => ({ orders: undefined, sinceMs: 0 }));

/** The account's recent orders, a few seconds old at the most; an answer that comes too late is kept for the next letter. */
export async function ownOrders(
	context: ILoadOptionsFunctions,
	mostAgeMs = keptMs,
	patienceMs = 10_000,
): Promise<Result<Order[]>> {
	const session = await openSession(context);
	if (!session.ok) return session;
	const orders = keptOrders(session.value, mostAgeMs);
	return (await within(session.value, patienceMs, orders)) ?? failed(noAnswer);
}

async function keptOrders(session: Session, mostAgeMs: number): Promise<Result<Order[]>> {
	const kept = keptBy(session);
	const nowMs = session.clock.now();
	if (!kept.orders || nowMs - kept.sinceMs >= mostAgeMs) {
		kept.sinceMs = nowMs;
		kept.orders = recentOrders(session);
	}
	const read = await kept.orders;
	if (!read.ok) kept.orders = undefined;
	return read;
}

/** E.g. “WhatsApp (whatsapp) · last 0.50 · 8 of 10 got a code”. */
export function withHistory(name: string, history: History | undefined): string {
	if (!history) return name;
	const { lastPrice, codes, orders } = history;
	const price = lastPrice === undefined ? [] : [`last ${showMicros(toMicros(lastPrice))}`];
	return [name, ...price, `${codes} of ${orders} got a code`].join(' · ');
}

/** The app codes that the node has now, in its own field or among its filters; none from an expression. */
export function chosenApps(context: ILoadOptionsFunctions): string[] {
	const given: unknown[] = ['projectCode', 'filters.projectCode']
		.map((path): unknown => context.getCurrentNodeParameter(path))
		.flatMap((value) => (isRecord(value) ? value.value : value));
	return given.filter(isTyped);
}

function isTyped(value: unknown): value is string {
	return typeof value === 'string' && value !== '' && !value.startsWith('=');
}
