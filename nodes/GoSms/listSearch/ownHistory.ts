import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { History } from '../domain/history';
import { showMicros, toMicros } from '../domain/money';
import type { Order } from '../domain/order';
import type { Result } from '../transport/failure';
import { isRecord } from '../transport/guards';
import { recentOrders } from '../transport/lists';
import { within } from '../transport/patience';
import { impatient, openSession, perAccount, type Session } from '../transport/session';

/** n8n asks for a list again after every letter typed. */
const keptMs = 10_000;

type Kept = { orders: Promise<Result<Order[]>> | undefined; sinceMs: number };

const keptBy = perAccount((): Kept => ({ orders: undefined, sinceMs: 0 }));

/** For a list that works without them; a later answer is kept for the next letter. */
const patienceMs = 10_000;

/** The account's recent orders, a few seconds old at the most. */
export async function ownOrders(
	context: ILoadOptionsFunctions,
	mostAgeMs = keptMs,
): Promise<Result<Order[]>> {
	const session = await openSession(context);
	return session.ok ? await keptOrders(session.value, mostAgeMs) : session;
}

/** The same, or none if they take too long. */
export async function ownOrdersSoon(context: ILoadOptionsFunctions): Promise<Order[]> {
	const session = await openSession(context);
	if (!session.ok) return [];
	const orders = await within(
		session.value,
		patienceMs,
		keptOrders(impatient(session.value), keptMs),
	);
	return orders?.ok ? orders.value : [];
}

async function keptOrders(session: Session, mostAgeMs: number): Promise<Result<Order[]>> {
	const kept = keptBy(session);
	const nowMs = session.clock.now();
	if (kept.orders && nowMs - kept.sinceMs < mostAgeMs) return await kept.orders;
	kept.sinceMs = nowMs;
	kept.orders = recentOrders(session);
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
