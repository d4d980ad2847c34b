import type { ListedStatus, Order } from '../domain/order';
import type { Row } from '../domain/row';
import type { Transaction } from '../domain/money';
import { failed, unusable, type Result } from './failure';
import type { Priority } from './limits/limits';
import type { PageQuery } from './paging';
import * as read from './reading/answers';
import type { Cancellation, Page, Reader } from './reading/answers';
import { request, type Call, type Exchange } from './request';
import { unstoppable, type Session } from './session';

/** The seven endpoints of the GoSMS API v1, as its document has them. */
const endpoints = {
	balance: { method: 'GET', path: '/user/balance', repeat: 'safe', priority: 'look' },
	profile: { method: 'GET', path: '/user/profile', repeat: 'safe', priority: 'look' },
	transactions: { method: 'GET', path: '/user/transactions', repeat: 'safe', priority: 'look' },
	orders: { method: 'GET', path: '/user/orders', repeat: 'safe', priority: 'look' },
	buy: { method: 'POST', path: '/order', repeat: 'once', priority: 'purchase' },
	order: { method: 'GET', path: '/order/{id}', repeat: 'safe', priority: 'look' },
	cancel: {
		method: 'POST',
		path: '/order/{id}/cancel',
		repeat: 'safe',
		priority: 'cancel',
		isStatusEnough: true,
	},
} as const satisfies Record<string, Call>;

export async function getBalance(session: Session): Promise<Result<Row>> {
	return await call(session, endpoints.balance, read.readBalance);
}

export async function getProfile(session: Session): Promise<Result<Row>> {
	return await call(session, endpoints.profile, read.readProfile);
}

export async function listTransactions(
	session: Session,
	query: PageQuery,
	priority: Priority = 'look',
): Promise<Result<Page<Transaction>>> {
	const what = { ...endpoints.transactions, query, priority };
	return await call(session, what, read.readTransactions);
}

/** @param priority `code` when someone waits for codes on the page. */
export async function listOrders(
	session: Session,
	{ page, page_size }: PageQuery,
	status?: ListedStatus,
	priority: Priority = 'look',
): Promise<Result<Page<Order>>> {
	const query = { page, page_size, ...(status && { status }) };
	const listed = await call(session, { ...endpoints.orders, query, priority }, read.readOrders);
	if (listed.ok) for (const order of listed.value.items) note(session, order);
	return listed;
}

/** @param priority `code` when its SMS is known to be there, `look` to find out. */
export async function getOrder(
	session: Session,
	id: string,
	priority: Priority = 'look',
): Promise<Result<Order>> {
	const look = await call(session, { ...at(endpoints.order, id), priority }, read.orderReader(id));
	if (look.ok) note(session, look.value);
	return look;
}

/** An app code and a country code. */
export type Purchase = { projectCode: string; region: string };

/**
 * Buys a number: freezes its price until the order is completed, cancelled or expired.
 *
 * @param mayGo asked right before sending; false ends the call as stopped.
 */
export async function createOrder(
	session: Session,
	{ projectCode, region }: Purchase,
	mayGo: () => boolean,
): Promise<Result<Order> & Exchange> {
	const body = { project_code: projectCode, region };
	const { seen } = session.account;
	let { highest } = seen;
	const maySend = () => {
		({ highest } = seen);
		return mayGo();
	};
	const what = { ...endpoints.buy, body, mayGo: maySend };
	const bought = await call(session, what, read.readOrder);
	if (!bought.ok) return bought;
	const { value: order, sentMs } = bought;
	if (seen.isAnothers(order.id, sentMs)) {
		return { ...bought, ...failed(unusable(`it names order ${order.id} of another purchase`)) };
	}
	seen.bought(order, highest, sentMs);
	seen.note(order, session.clock.now());
	return bought;
}

/**
 * Gives a pending order back, after Stop too. A second cancel changes nothing, so it may be repeated; `attempts` above one
 * means that a refusal may be the answer to an earlier attempt's success.
 */
export async function cancelOrder(
	session: Session,
	id: string,
	priority: Priority = 'cancel',
): Promise<Result<Cancellation> & Exchange> {
	const cancel = { ...at(endpoints.cancel, id), priority };
	return await call(unstoppable(session), cancel, read.readCancellation);
}

function at(endpoint: Call, id: string): Call {
	return { ...endpoint, path: endpoint.path.replace('{id}', encodeURIComponent(id)) };
}

async function call<T>(
	session: Session,
	what: Call,
	reader: Reader<T>,
): Promise<Result<T> & Exchange> {
	const { attempts, sentMs, ...sent } = await request(session, what);
	return { ...(sent.ok ? reader(sent.answer) : sent), attempts, sentMs };
}

/** What was bought here tells the database's time; not in the answer to the purchase, whose times may be in another zone. */
function note({ account, clock }: Session, order: Order): void {
	const { seen, databaseClock } = account;
	seen.note(order, clock.now());
	const sentMs = seen.boughtMs(order.id);
	const seenMs = seen.seenSinceMs(order.id) ?? clock.now();
	if (sentMs !== undefined) databaseClock.observe(order.createdMs, sentMs, seenMs);
}
