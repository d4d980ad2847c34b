import type { Balance, Profile } from '../domain/account';
import type { ListedStatus, Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import type { Result } from './failure';
import type { Priority } from './rateLimiter';
import { request, type Call } from './request';
import { unstoppable, type Session } from './session';
import * as wire from './wire';
import type { Cancellation, Page } from './wire';

/** The seven endpoints of the GoSMS API v1, as its document has them. */

/** Rows of a page: the most that the API gives. */
export const pageSize = 100;

export async function getBalance(session: Session): Promise<Result<Balance>> {
	return await call(session, get('/user/balance'), wire.toBalance);
}

export async function getProfile(session: Session): Promise<Result<Profile>> {
	return await call(session, get('/user/profile'), wire.toProfile);
}

export async function listTransactions(
	session: Session,
	page: number,
): Promise<Result<Page<Transaction>>> {
	const query = { page, page_size: pageSize };
	return await call(session, { ...get('/user/transactions'), query }, wire.toTransactionPage);
}

/** @param priority `code` when there are codes on the page that are waited for. */
export async function listOrders(
	session: Session,
	page: number,
	status?: ListedStatus,
	priority: Priority = 'look',
): Promise<Result<Page<Order>>> {
	const query = { page, page_size: pageSize, ...(status && { status }) };
	return await call(session, { ...get('/user/orders', priority), query }, wire.toOrderPage);
}

/** @param priority `code` when its SMS is known to be there, `look` to find out. */
export async function getOrder(
	session: Session,
	orderId: number,
	priority: Priority = 'look',
): Promise<Result<Order>> {
	return await call(session, get(`/order/${orderId}`, priority), wire.toOrder);
}

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
): Promise<Result<Order>> {
	const body = { project_code: projectCode, region };
	return await call(
		session,
		{ method: 'POST', path: '/order', body, repeat: 'purchase', priority: 'purchase', mayGo },
		wire.toOrder,
	);
}

/**
 * Gives a pending order back, after Stop too. A second cancel changes nothing, so it may be repeated; `attempts` above one means that a
 * refusal may be the answer to an earlier attempt's success.
 */
export async function cancelOrder(
	session: Session,
	orderId: number,
): Promise<Result<Cancellation> & { attempts: number }> {
	const answer = await request(unstoppable(session), {
		method: 'POST',
		path: `/order/${orderId}/cancel`,
		repeat: 'safe',
		priority: 'cancel',
	});
	if (!answer.ok) return answer;
	return { ...wire.toCancellation(answer.value), attempts: answer.attempts };
}

function get(path: string, priority: Priority = 'look'): Call {
	return { method: 'GET', path, repeat: 'safe', priority };
}

async function call<T>(
	session: Session,
	what: Call,
	read: (body: unknown) => Result<T>,
): Promise<Result<T>> {
	const answer = await request(session, what);
	return answer.ok ? read(answer.value) : answer;
}
