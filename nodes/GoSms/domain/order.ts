import { invalid, quote, understood, type Parsed } from './parsed';
import type { Row } from './row';

/** The states that the API's own order list can be filtered by. */
export const listedStatuses = ['pending', 'received', 'completed', 'cancelled'] as const;
export type ListedStatus = (typeof listedStatuses)[number];

/** `unknown`: the vendor may add a state. It is passed on as it came; it is no end. */
export type OrderStatus = ListedStatus | 'expired' | 'unknown';

/**
 * One rented number: what the node computes with, read from `row`, which is the API's own object and what the user gets.
 * Texts are empty and times undefined where the API gives none; rows of the order list have neither text nor expiry.
 */
export type Order = {
	/** As text: it may exceed JavaScript's exact numbers. */
	id: string;
	phone: string;
	projectCode: string;
	region: string;
	status: OrderStatus;
	/** The API's own word for the status. */
	statusWord: string;
	/** In the account's currency. */
	price: number | undefined;
	code: string;
	text: string;
	/** Milliseconds since 1970 on the clock of the API's database, which need not be right. */
	createdMs: number | undefined;
	expiresMs: number | undefined;
	receivedMs: number | undefined;
	row: Row;
};

/** Where an order stands for somebody who waits for its SMS. */
export type OrderState = 'waiting' | 'arrived' | 'expired' | 'cancelled';

/** What the API itself says; a code or a text that is there has arrived, whatever the status is called. */
export function stateOf({ status, code, text }: Order): OrderState {
	if (code !== '' || text !== '') return 'arrived';
	switch (status) {
		// The API may complete an order by itself between two looks.
		case 'received':
		case 'completed':
			return 'arrived';
		case 'expired':
		case 'cancelled':
			return status;
		case 'pending':
		case 'unknown':
			return 'waiting';
	}
}

/** Some servers set the status first, and the code and text seconds later. */
export function isBare({ code, text }: Order): boolean {
	return code === '' && text === '';
}

export const usualLifeMs = 600_000;

/**
 * How long an order lives, from its purchase. Both times are from one clock, so it does not matter how that is set; a
 * missing or absurd time means the document's ten minutes.
 */
export function lifeOf({ createdMs, expiresMs }: Pick<Order, 'createdMs' | 'expiresMs'>): number {
	const lifeMs = (expiresMs ?? NaN) - (createdMs ?? NaN);
	return lifeMs >= 30_000 && lifeMs <= 86_400_000 ? lifeMs : usualLifeMs;
}

/** Whether an order is surely too old to wait: some servers leave those without SMS pending. */
export function isOverdue(order: Order, nowMs = NaN): boolean {
	const isPending = order.status === 'pending' && isBare(order);
	return isPending && nowMs - (order.createdMs ?? NaN) > lifeOf(order) + strayMs;
}

/** What is known of an order after a look: rows of the list have fewer fields, and take nothing away. */
export function joined(known: Order | undefined, seen: Order): Order {
	if (!known) return seen;
	const news = Object.entries(seen.row).filter(([field, value]) =>
		value === null ? !Reflect.has(known.row, field) : Reflect.get(known.row, field) !== value,
	);
	// While an order waits nothing changes, and one object serves all looks.
	if (news.length === 0) return known;
	// A life is the difference of two times of one answer: another may have them in another zone.
	const isLife = seen.createdMs !== undefined && seen.expiresMs !== undefined;
	const { createdMs, expiresMs } = isLife ? seen : known;
	return {
		id: known.id,
		phone: seen.phone || known.phone,
		projectCode: seen.projectCode || known.projectCode,
		region: seen.region || known.region,
		status: seen.statusWord ? seen.status : known.status,
		statusWord: seen.statusWord || known.statusWord,
		price: seen.price ?? known.price,
		code: seen.code || known.code,
		text: seen.text || known.text,
		createdMs,
		expiresMs,
		receivedMs: seen.receivedMs ?? known.receivedMs,
		row: { ...known.row, ...Object.fromEntries(news) },
	};
}

/** The order as this node ended it, or knows it ended. */
export function endedAs(order: Order, status: 'cancelled' | 'expired'): Order {
	return { ...order, status, statusWord: status, row: { ...order.row, status } };
}

/** The API may write codes in another case than they were sent. */
export function isAlike(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

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

/** The clocks of an API's own servers may differ by this, so orders within it may have IDs and times in different orders. */
export const strayMs = 60_000;

/** Below zero when the first is older: the API counts its IDs upwards. */
export function byId(one: string, other: string): number {
	return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

/** Whether IDs tell nothing of age, although a few may be out of order. @param rows of a list, by age */
export function areIdsRandom(rows: readonly Order[]): boolean {
	const half = Math.ceil(rows.length / 2);
	const agree = rows.slice(half).flatMap((row, index) => {
		const other = rows[index] ?? row;
		const laterMs = (other.createdMs ?? NaN) - (row.createdMs ?? NaN);
		return Math.abs(laterMs) > 2_000 ? [byId(other.id, row.id) > 0 === laterMs > 0] : [];
	});
	const odd = agree.filter((one) => !one);
	if (odd.length > 0 && rows.some(({ id }) => !/^\d+$/.test(id))) return true;
	return agree.length >= 10 && odd.length * 3 > agree.length;
}

/** A time that these orders' clock has surely reached; two odd ones do not move it. */
export function timeReachedBy(rows: readonly Order[]): number | undefined {
	return rows.flatMap(({ createdMs }) => createdMs ?? []).sort((a, b) => b - a)[2];
}

/**
 * How long to wait before the next look at an order that has been waited for `elapsedMs`. The vendor's advice: every 3 s
 * for half a minute, every 5 s until two minutes, then every 10 s. The last is a fiftieth longer here, so that an order
 * that never gets its SMS takes 76 requests in its ten minutes with its purchase, not 77.
 */
export function pollDelayMs(elapsedMs: number): number {
	if (elapsedMs < 30_000) return 3_000;
	return elapsedMs < 120_000 ? 5_000 : 10_200;
}
