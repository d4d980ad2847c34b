import { quote, refused, understood, type Parsed } from './parsed';

/** An order's number, given as a number or in digits. */
export function parseOrderId(input: unknown): Parsed<number> {
	const hint = 'Use the order_id of a GoSMS order: a whole number above zero, e.g. 12345.';
	const text = typeof input === 'number' ? String(input) : input;
	if (text === undefined || text === null || text === '')
		return refused('The order ID is empty', hint);
	const id = typeof text === 'string' && /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
	if (id > 0 && Number.isSafeInteger(id)) return understood(id);
	return refused(`${quote(input)} is not an order ID`, hint);
}
