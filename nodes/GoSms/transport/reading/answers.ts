import type { Order } from '../../domain/order';
import type { Row } from '../../domain/row';
import type { Transaction } from '../../domain/money';
import {
	classifyUnread,
	failed,
	refusalIn,
	success,
	unusable,
	type HttpAnswer,
	type Result,
} from '../failure';
import { isRecord, recordOf } from '../guards';
import { findList, findNumber, findObject } from './envelope';
import { fieldsOf, idIn, numberIn, plainName, textIn, timeIn } from './fields';
import { findOrder, toOrder } from './orders';
import { soundsRefused, soundsRefusedCancel } from './refusal';

/** What was asked for in an answer with a status of success, by endpoint. */
export type Reader<T> = (answer: HttpAnswer) => Result<T>;

/** One page of a list. */
export type Page<Item> = {
	items: Item[];
	/** Rows that hold no ID: nothing can be said of them. */
	skipped: number;
	/** How many rows match the filter, if the API says so; it may be wrong. */
	total: number | undefined;
};

export const readBalance = objectReader('balance', 'availablebalance', 'frozenbalance');

export const readProfile = objectReader('user_id', 'username', 'email', 'billingtype');

export const readOrder: Reader<Order> = (answer) => {
	const row = findOrder(answer.body);
	return row ? success(toOrder(row)) : failed(classifyUnread(answer, 'order_id'));
};

/** The order that was asked for by its ID, which the answer need not repeat. */
export function orderReader(id: string): Reader<Order> {
	return (answer) => {
		const row =
			findOrder(answer.body) ??
			findObject(answer.body, (fields) => fields.has('phone') || fields.has('content'));
		if (!row) return failed(classifyUnread(answer, 'status'));
		const named = idIn(fieldsOf(row), 'orderid');
		if (isOther(named, id)) return failed(unusable(`it shows order ${named}, not ${id}`));
		return success({ ...toOrder(row), id });
	};
}

/** A proxy may mix up its answers. Longer numbers may have been rounded on the way, and tokens have several spellings. */
function isOther(named: string, id: string): boolean {
	return [named, id].every((one) => /^\d{1,15}$/.test(one)) && Number(named) !== Number(id);
}

/** What a cancel gave back, if it says so; `row` is the vendor's own answer. */
export type Cancellation = { refundAmount: number | undefined; row: Row };

export const readCancellation: Reader<Cancellation> = (answer) => {
	const { body } = answer;
	if (soundsRefusedCancel(body)) return failed(refusalIn(answer));
	const row = recordOf(body);
	return success({ row, refundAmount: findNumber(body, 'refundamount', 'refund', 'refunded') });
};

export const readOrders = pageReader('orders', (row) => {
	const order = toOrder(row);
	return order.id === '' ? undefined : order;
});

export const readTransactions = pageReader('transactions', (row): Transaction | undefined => {
	const fields = fieldsOf(row);
	const id = idIn(fields, 'id', 'transactionid');
	if (id === '') return undefined;
	return {
		id,
		type: textIn(fields, 'type', 'transactiontype', 'kind'),
		orderId: idIn(fields, 'orderid'),
		amount: numberIn(fields, 'amount'),
		createdMs: timeIn(fields, 'createdat', 'createtime'),
		row,
	};
});

function objectReader(...documented: string[]): Reader<Row> {
	const [first = ''] = documented;
	const names = documented.map(plainName);
	return (answer) => {
		const row = findObject(answer.body, (fields) => names.some((name) => fields.has(name)));
		return row ? success(row) : failed(classifyUnread(answer, first));
	};
}

function pageReader<Item>(
	name: string,
	toItem: (row: Row) => Item | undefined,
): Reader<Page<Item>> {
	return (answer) => {
		const list = findList(answer.body, name);
		const isRefusal = list?.length === 0 && soundsRefused(answer.body);
		if (!list || isRefusal) return failed(classifyUnread(answer, name));
		const items = list.flatMap((row) => (isRecord(row) ? (toItem(row) ?? []) : []));
		const total = findNumber(answer.body, 'total', 'totalcount', 'count');
		return success({ items, skipped: list.length - items.length, total });
	};
}
