import type { Order } from './order';
import type { Row, Value } from './row';

/**
 * The order as the user gets it: the API's own object, with what people look for first, under the documented names if
 * the API uses others.
 */
export function toRow({ row, ...read }: Order): Row {
	const first = {
		order_id: shown(row.order_id, read.id),
		phone: shown(row.phone, read.phone),
		code: shown(row.code, read.code),
		content: shown(row.content, read.text),
		status: shown(row.status, read.statusWord),
		project_code: shown(row.project_code, read.projectCode),
		region: shown(row.region, read.region),
		price: shown(row.price, read.price),
	};
	const there = Object.fromEntries(
		Object.entries(first).filter(([, value]) => value !== undefined),
	);
	// The first decides where a field stands, the last what it holds.
	return { ...there, ...row, ...there };
}

function shown(given: Value, read: string | number | undefined): Value {
	const isRead = read !== undefined && read !== '';
	return isRead && typeof (given ?? {}) === 'object' ? read : given;
}
