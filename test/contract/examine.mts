import * as domain from '../../nodes/GoSms/domain/order';
import type { Order } from '../../nodes/GoSms/domain/order';
import type { Row } from '../../nodes/GoSms/domain/row';
import * as api from '../../nodes/GoSms/transport/api';
import { reasonFor, type Failure, type Result } from '../../nodes/GoSms/transport/failure';
import { isRecord, textOf } from '../../nodes/GoSms/transport/guards';
import type { Page } from '../../nodes/GoSms/transport/reading/answers';
import type { Reason } from '../../nodes/GoSms/transport/reading/refusal';
import type { Session } from '../../nodes/GoSms/transport/session';
import { openSession, type Heard } from './client.mts';
import { apartOf, compare, finding, refused, type Finding } from './compare.mts';
import { documented } from './document.mts';
import { shown } from './shown.mts';

/** `hasWorked` when all five reading calls did, so that a number that is bought now can be followed. */
export type Examined = { found: Finding[]; hasWorked: boolean } | { nothing: Failure };

const unknownOrder = '999999999999';
const wrongKey = 'ch_this-is-no-key-of-anybody';

/** All that can be found out without changing anything. */
export async function examine(session: Session, heard: Heard[]): Promise<Examined> {
	const body = () => heard.at(-1)?.body;
	const balance = await api.getBalance(session);
	const found = ofObject('balance', balance, body());
	const profile = await api.getProfile(session);
	found.push(...ofObject('profile', profile, body()));
	const reads: Array<Result<unknown>> = [balance, profile];
	let newest: Order | undefined;
	for (const size of [20, 100]) {
		const orders = await api.listOrders(session, { page: 1, page_size: size });
		found.push(...ofList('orders', size, orders, body()));
		if (reads.every(({ ok }) => !ok) && !orders.ok && !balance.ok)
			return { nothing: balance.failure };
		const entries = await api.listTransactions(session, { page: 1, page_size: size });
		found.push(...ofList('transactions', size, entries, body()));
		// The node can do with smaller pages.
		if (size === 20) reads.push(orders, entries);
		const rows = orders.ok ? orders.value.items : [];
		newest = rows.toSorted((a, b) => domain.byId(b.id, a.id)).at(0) ?? newest;
	}
	const looked = newest ? [newest] : [];
	for (const status of domain.listedStatuses) {
		const page = await api.listOrders(session, { page: 1, page_size: 20 }, status);
		found.push(ofFilter(status, page));
		const first = page.ok ? page.value.items.find((order) => order.status === status) : undefined;
		if (first && first.id !== newest?.id) looked.push(first);
	}
	if (!newest) found.push(finding('order', 'an order', 'the account has no orders yet', null));
	for (const { id } of looked) {
		const order = await api.getOrder(session, id);
		found.push(...ofOrder(order));
		reads.push(order);
	}
	const unknown = await api.getOrder(session, unknownOrder);
	found.push(ofRefusal('unknown order', '404, ORDER_NOT_FOUND', 'notFound', unknown));
	const stranger = openSession({ ...session, apiKey: wrongKey }, session.clock, heard);
	const wrong = await api.getBalance({ ...stranger, account: session.account });
	found.push(ofRefusal('wrong key', '401, UNAUTHORIZED', 'key', wrong));
	found.push(...ofTimes(heard.at(0), newest));
	return { found, hasWorked: reads.every(({ ok }) => ok) };
}

function ofObject(what: 'balance' | 'profile', read: Result<Row>, body: unknown): Finding[] {
	if (!read.ok) return [refused(what, 'an object', read)];
	const isBare = isRecord(body) && Object.keys(body).join() === Object.keys(read.value).join();
	const seen = isBare ? 'an object' : 'an object in an envelope';
	const unlike = compare(what, documented[what], [{ row: read.value }]);
	return [finding(what, 'an object', seen), ...unlike];
}

type Listed = { id: string; row: Row; status?: Order['status'] };

function ofList(
	name: 'transactions' | 'orders',
	size: number,
	page: Result<Page<Listed>>,
	body: unknown,
): Finding[] {
	const [what, document] = [`${name}, ${size} a page`, `${name}, total, page, page_size`];
	// The node asks for smaller pages, then.
	const canShrink = !page.ok && size > 20 && reasonFor(page.failure) === 'parameters';
	if (!page.ok) return [refused(what, document, page, canShrink)];
	const { items, skipped, total } = page.value;
	const [first, last] = [items.at(0), items.at(-1)];
	const seen = [`${items.length + skipped} rows`];
	if (items.length > size) seen.push('more than asked for');
	if (!isRecord(body) || !Array.isArray(body[name])) seen.push(`not under “${name}”`);
	if (total === undefined) seen.push('no total');
	if (first && last && domain.byId(first.id, last.id) < 0) seen.push('oldest first');
	if (skipped > 0) seen.push(`${skipped} without an ID`);
	const list = finding(what, document, seen.join(', '), skipped === 0);
	return [list, ...compare(what, documented[name], items)];
}

function ofFilter(status: string, page: Result<Page<Order>>): Finding {
	const [what, document] = [`orders, only ${status}`, `orders that are ${status}`];
	// The node reads the whole list, then, and leaves out the others itself.
	if (!page.ok) return refused(what, document, page, reasonFor(page.failure) === 'parameters');
	const { items } = page.value;
	const others = items.filter((order) => order.status !== status);
	const seen = `${items.length} rows${others.length > 0 ? `, ${others.length} of another status` : ''}`;
	return finding(what, document, seen, !others.some((order) => order.status === 'unknown'));
}

export function ofOrder(order: Result<Order>): Finding[] {
	if (!order.ok) return [refused('order', 'an order', order)];
	const { value } = order;
	const what = `order, ${value.status}`;
	const isEmpty = domain.stateOf(value) === 'arrived' && domain.isBare(value);
	const seen = `an order${isEmpty ? ' without code or text: a wait for it ends with nothing' : ''}`;
	const lifeMs = (value.expiresMs ?? NaN) - (value.createdMs ?? NaN);
	const isPlausible = Number.isNaN(lifeMs) ? null : domain.lifeOf(value) === lifeMs;
	const minutes = isPlausible === null ? 'unknown' : `${Math.round(lifeMs / 6_000) / 10} minutes`;
	const life = isPlausible === false ? 'implausible' : minutes;
	return [
		finding(what, 'an order', seen, !isEmpty),
		finding(`${what}: its life`, '10 minutes', life, isPlausible),
		...compare(what, documented.order, [value]),
	];
}

function ofRefusal(what: string, document: string, reason: Reason, read: Result<unknown>): Finding {
	if (read.ok) return finding(what, document, 'accepted', false);
	return refused(what, document, read, reasonFor(read.failure) === reason);
}

/** How much later than an answer an order was created, by its time and the answer's header; NaN if either is missing. */
export function aheadMsOf(order: Order | undefined, answer: Heard | undefined): number {
	return (order?.createdMs ?? NaN) - Date.parse(textOf(answer?.headers.date));
}

function ofTimes(first: Heard | undefined, newest: Order | undefined): Finding[] {
	const hereMs = first && (first.sentMs + first.receivedMs) / 2 - 500;
	const dateMs = Date.parse(textOf(first?.headers.date));
	const clock = Number.isNaN(dateMs) ? 'no Date header' : apartOf(dateMs - (hereMs ?? NaN));
	const aheadMs = aheadMsOf(newest, first);
	// It is older than the answer, whatever its age is.
	const ahead = aheadMs > 60_000 ? `${apartOf(aheadMs)}: perhaps no UTC` : 'not later';
	const order = finding('the newest order against the Date header', 'not later', ahead);
	const header = finding('the Date header against this machine', '-', clock);
	return Number.isNaN(aheadMs) ? [header] : [header, order];
}

/** Of all answers together. */
export function ofHeaders(heard: readonly Heard[]): Finding[] {
	const limits = new Map<string, string>();
	for (const [name, value] of heard.flatMap(({ headers }) => Object.entries(headers))) {
		if (/rate-?limit|retry-after/i.test(name))
			limits.set(shown(name) ?? 'one of another name', shown(textOf(value)) ?? 'another value');
	}
	const seen = [...limits].map((limit) => limit.join(': ')).join(', ') || 'none';
	const refusals = heard.filter(({ status }) => status === 429).length;
	return [
		finding('rate-limit headers', '10 a second, 300 a minute; no headers', seen),
		finding('answers of 429', 'none at this pace', `${refusals} of ${heard.length}`),
	];
}
