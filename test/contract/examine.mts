import { byId, lifeOf, listedStatuses, type Order } from '../../nodes/GoSms/domain/order';
import { reasonFor, type Failed, type Result } from '../../nodes/GoSms/transport/failure';
import { isRecord, textOf } from '../../nodes/GoSms/transport/guards';
import * as read from '../../nodes/GoSms/transport/reading/answers';
import type { Page, Reader } from '../../nodes/GoSms/transport/reading/answers';
import type { Reason } from '../../nodes/GoSms/transport/reading/refusal';
import { readAsNode, type Heard, type Send, type Sending } from './client.mts';
import {
	apartOf,
	compare,
	itemOfOrder,
	itemOfRow,
	wordsOf,
	type Finding,
	type Item,
} from './compare.mts';
import { fieldsOfAnswers, pageSizes, type Field } from './document.mts';

const unknownOrderId = '999999999999';
const wrongKey = 'ch_this-is-no-key-of-anybody';

/** All that can be found out without changing anything. @param balance the first answer */
export async function examine(send: Send, balance: Heard): Promise<Finding[]> {
	const found = ofObject('balance', balance, read.readBalance);
	found.push(...ofObject('profile', await send('/user/profile'), read.readProfile));
	for (const size of pageSizes) {
		const heard = await send(`/user/transactions?page=1&page_size=${size}`);
		found.push(
			...ofList('transactions', size, heard, read.readTransactions, ({ row }) => itemOfRow(row)),
		);
	}
	let newest: Order | undefined;
	for (const size of pageSizes) {
		const heard = await send(`/user/orders?page=1&page_size=${size}`);
		found.push(...ofList('orders', size, heard, read.readOrders, itemOfOrder));
		const page = readAsNode(heard, read.readOrders);
		if (page.ok) newest = page.value.items.toSorted((a, b) => byId(b.id, a.id))[0] ?? newest;
	}
	const orders: Order[] = newest ? [newest] : [];
	for (const status of listedStatuses) {
		const heard = await send(`/user/orders?page=1&page_size=20&status=${status}`);
		const page = readAsNode(heard, read.readOrders);
		found.push(ofFilter(status, page));
		const first = page.ok ? page.value.items.find((order) => order.status === status) : undefined;
		if (first && first.id !== newest?.id) orders.push(first);
	}
	if (orders.length === 0) {
		const seen = 'not seen: the account has no order yet';
		found.push({ what: 'order', document: 'an order', seen, copes: '-' });
	}
	for (const { id } of orders) {
		found.push(...ofOrder(await send(`/order/${encodeURIComponent(id)}`), id));
	}
	const refused = async (
		what: string,
		word: string,
		reason: Reason,
		path: string,
		how?: Sending,
	) => {
		const heard = await send(path, how);
		found.push(ofRefusal(what, word, reason, readAsNode(heard, read.orderReader(unknownOrderId))));
	};
	const path = `/order/${unknownOrderId}`;
	await refused('unknown order', '404, ORDER_NOT_FOUND', 'notFound', path);
	await refused('wrong key', '401, UNAUTHORIZED', 'key', path, { key: wrongKey });
	return [...found, ...ofTimes(balance, newest)];
}

function ofObject(
	what: 'balance' | 'profile',
	heard: Heard,
	reader: Reader<Item['row']>,
): Finding[] {
	const result = readAsNode(heard, reader);
	const document = 'an object';
	if (!result.ok) return [refusedFinding(what, document, result)];
	const isBare = heard.ok && heard.answer.body === result.value;
	const seen = isBare ? 'an object' : 'an object in an envelope';
	const fields: readonly Field[] = fieldsOfAnswers[what];
	return [
		{ what, document, seen, copes: 'yes' },
		...compare(what, fields, [itemOfRow(result.value)]),
	];
}

function ofList<One extends { id: string }>(
	name: 'transactions' | 'orders',
	size: number,
	heard: Heard,
	reader: Reader<Page<One>>,
	itemOf: (one: One) => Item,
): Finding[] {
	const what = `${name}, ${size} a page`;
	const document = `${name}, total, page, page_size`;
	const result = readAsNode(heard, reader);
	if (!result.ok) {
		// The node asks for less, then.
		const asksForLess = size > 20 && reasonFor(result.failure) === 'parameters';
		return [{ ...refusedFinding(what, document, result), copes: asksForLess ? 'yes' : 'no' }];
	}
	const { items, skipped, total } = result.value;
	const [first, last] = [items.at(0), items.at(-1)];
	const isOldestFirst = first && last && byId(first.id, last.id) < 0;
	const { body } = heard.ok ? heard.answer : { body: undefined };
	const seen = [
		`${items.length + skipped} rows${items.length > size ? ', more than asked for' : ''}`,
		...(isRecord(body) && Array.isArray(body[name]) ? [] : [`not under “${name}”`]),
		...(total === undefined ? ['no total'] : []),
		...(isOldestFirst ? ['oldest first'] : []),
		...(skipped > 0 ? [`${skipped} without an ID`] : []),
	].join(', ');
	const page: Finding = { what, document, seen, copes: skipped > 0 ? 'no' : 'yes' };
	return [page, ...compare(what, fieldsOfAnswers[name], items.map(itemOf))];
}

function ofFilter(status: string, page: Result<Page<Order>>): Finding {
	const [what, document] = [`orders, only ${status}`, `orders that are ${status}`];
	if (!page.ok) {
		// The node reads the whole list, then, and leaves out the others itself.
		const copes = reasonFor(page.failure) === 'parameters' ? 'yes' : 'no';
		return { ...refusedFinding(what, document, page), copes };
	}
	const others = page.value.items.filter((order) => order.status !== status);
	const isUnreadable = others.some((order) => order.status === 'unknown');
	const seen = `${page.value.items.length} rows${others.length > 0 ? `, ${others.length} of another status` : ''}`;
	return { what, document, seen, copes: isUnreadable ? 'no' : 'yes' };
}

export function ofOrder(heard: Heard, id: string): Finding[] {
	const order = readAsNode(heard, read.orderReader(id));
	if (!order.ok) return [refusedFinding('order', 'an order', order)];
	const { value } = order;
	const what = `order, ${value.status}`;
	const isEmpty = value.status === 'received' && value.code === '' && value.text === '';
	const lifeMs = (value.expiresMs ?? NaN) - (value.createdMs ?? NaN);
	const minutes = Math.round(lifeMs / 6_000) / 10;
	return [
		{
			what,
			document: 'an order',
			seen: isEmpty ? 'an order, but neither code nor text' : 'an order',
			copes: isEmpty ? 'no' : 'yes',
		},
		{
			what: `${what}: its life`,
			document: '10 minutes',
			seen: Number.isNaN(lifeMs) ? 'not told' : `${minutes} minutes`,
			// Else the node takes it for ten minutes, which may be wrong.
			copes: Number.isNaN(lifeMs) ? '-' : lifeOf(value) === lifeMs ? 'yes' : 'no',
		},
		...compare(what, fieldsOfAnswers.order, [itemOfOrder(value)]),
	];
}

function ofRefusal(
	what: string,
	document: string,
	reason: Reason,
	result: Result<unknown>,
): Finding {
	if (result.ok) return { what, document, seen: 'accepted', copes: 'no' };
	const copes = reasonFor(result.failure) === reason ? 'yes' : 'no';
	return { ...refusedFinding(what, document, result), copes };
}

export function refusedFinding(what: string, document: string, { failure }: Failed): Finding {
	return { what, document, seen: wordsOf(failure), copes: 'no' };
}

function ofTimes(balance: Heard, newest: Order | undefined): Finding[] {
	if (!balance.ok) return [];
	const { answer, sentMs, receivedMs } = balance;
	const dateMs = Date.parse(textOf(answer.headers.date));
	const apartMs = dateMs + 500 - (sentMs + receivedMs) / 2;
	const what = 'the Date header against this machine';
	const clock: Finding = Number.isNaN(dateMs)
		? { what, document: '-', seen: 'no Date header', copes: 'yes' }
		: { what, document: '-', seen: apartOf(apartMs), copes: 'yes' };
	if (newest?.createdMs === undefined || Number.isNaN(dateMs)) return [clock];
	// The order is older than the answer, whatever its age is.
	const aheadMs = newest.createdMs - dateMs;
	const seen = aheadMs > 60_000 ? `${apartOf(aheadMs)}: perhaps no UTC` : 'not later';
	const order = 'the newest order against the Date header';
	return [clock, { what: order, document: 'not later', seen, copes: 'yes' }];
}

/** Of all answers together. */
export function ofHeaders(heard: readonly Heard[]): Finding[] {
	const answers = heard.flatMap((one) => (one.ok ? [one.answer] : []));
	const limits = new Map<string, string>();
	for (const { headers } of answers) {
		for (const name of Object.keys(headers).filter((one) => /rate-?limit|retry-after/i.test(one)))
			limits.set(name, textOf(headers[name]));
	}
	const refused = answers.filter(({ status }) => status === 429).length;
	const told = [...limits].map(([name, value]) => `${name}: ${value}`);
	const document = '10 a second, 300 a minute; no headers';
	return [
		{ what: 'rate-limit headers', document, seen: told.join(', ') || 'none', copes: 'yes' },
		{
			what: 'answers of 429',
			document: 'none at this pace',
			seen: `${refused} of ${answers.length}`,
			copes: 'yes',
		},
	];
}
