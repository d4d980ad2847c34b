import { invalid, quote, understood, type Parsed } from './parsed';

/** An order's ID, given as a number or text; kept as text, since it may exceed JavaScript's exact numbers. */
export function parseOrderId(input: unknown): Parsed<string> {
	const hint = 'Use the order_id of a GoSMS order: a whole number above zero, e.g. 12345.';
	const text = typeof input === 'number' ? String(input) : input;
	if (text === undefined || text === null || text === '')
		return invalid('The order ID is empty', hint);
	const id = typeof text === 'string' ? text.trim() : '';
	// Such a number has been rounded on its way here.
	const isRounded = typeof input === 'number' && !Number.isSafeInteger(input);
	if (!isRounded && (/^0*[1-9]\d*$/.test(id) || isToken(id))) return understood(id);
	return invalid(`${quote(input)} is not an order ID`, hint);
}

/** Some servers number their orders in letters and digits. */
function isToken(text: string): boolean {
	return /^(?=.*\d)[A-Za-z0-9_-]{16,64}$/.test(text);
}
