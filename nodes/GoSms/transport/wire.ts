import type { Balance, Profile } from '../domain/account';
import type { Order } from '../domain/order';
import type { Transaction } from '../domain/transaction';
import { failed, success, type Result } from './failure';
import { isRecord } from './guards';

/**
 * JSON from the API -> domain types. Every documented field is checked, and the object is then passed on as it came:
 * fields that the vendor adds reach the user too.
 */

type Check = (value: unknown) => boolean;

/** One check for each field of T: the compiler notices a forgotten one. */
type Shape<T> = { [Field in keyof Required<T>]: Check };

type Guard<T> = { accepts: (value: unknown) => value is T; complaint: (value: unknown) => string };

const aNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const aText: Check = (value) => typeof value === 'string';
const aBoolean: Check = (value) => typeof value === 'boolean';
const anId: Check = (value) => Number.isSafeInteger(value) && Number(value) > 0;
const maybe =
	(check: Check): Check =>
	(value) =>
		value === undefined || value === null || check(value);

function guardOf<T>(name: string, shape: Shape<T>): Guard<T> {
	const checks = Object.entries<Check>(shape);
	const wrongField = (value: Record<string, unknown>) =>
		checks.find(([field, check]) => !check(value[field]))?.[0];
	return {
		accepts: (value): value is T => isRecord(value) && wrongField(value) === undefined,
		complaint: (value) => {
			if (!isRecord(value)) return `the ${name} is not an object`;
			const field = wrongField(value) ?? '';
			return `“${field}” of the ${name} is ${field in value ? 'not of the documented type' : 'missing'}`;
		},
	};
}

const balanceGuard = guardOf<Balance>('balance', {
	balance: aNumber,
	frozen_balance: aNumber,
	available_balance: aNumber,
	credit_limit: maybe(aNumber),
});

const profileGuard = guardOf<Profile>('profile', {
	user_id: aNumber,
	username: maybe(aText),
	email: maybe(aText),
	balance: maybe(aNumber),
	frozen_balance: maybe(aNumber),
	credit_limit: maybe(aNumber),
	billing_type: maybe(aText),
	is_active: maybe(aBoolean),
	created_at: maybe(aText),
});

const orderGuard = guardOf<Order>('order', {
	order_id: anId,
	phone: aText,
	project_code: aText,
	region: aText,
	status: aText,
	price: maybe(aNumber),
	code: maybe(aText),
	content: maybe(aText),
	received_at: maybe(aText),
	expired_at: maybe(aText),
	created_at: maybe(aText),
});

const transactionGuard = guardOf<Transaction>('transaction', {
	id: anId,
	type: aText,
	amount: aNumber,
	balance_snapshot: maybe(aNumber),
	frozen_balance_snapshot: maybe(aNumber),
	description: maybe(aText),
	order_id: maybe(anId),
	created_at: aText,
});

/** What a successful cancel answers: the vendor's sentence, and the money that came back. */
export type Cancellation = { message?: string | null; refund_amount?: number | null };

const cancellationGuard = guardOf<Cancellation>('cancellation', {
	message: maybe(aText),
	refund_amount: maybe(aNumber),
});

/** One page of a list; `total` counts all rows that the filter matches, when the API says so. */
export type Page<Row> = { rows: Row[]; total: number | undefined };

export const toBalance = reader(balanceGuard);
export const toProfile = reader(profileGuard);
export const toOrder = reader(orderGuard);
export const toCancellation = reader(cancellationGuard);
export const toOrderPage = pageReader('orders', orderGuard);
export const toTransactionPage = pageReader('transactions', transactionGuard);

function reader<T>({ accepts, complaint }: Guard<T>) {
	return (body: unknown): Result<T> =>
		accepts(body) ? success(body) : unreadable(complaint(body), body);
}

function pageReader<Row>(field: string, { accepts, complaint }: Guard<Row>) {
	return (body: unknown): Result<Page<Row>> => {
		const list = isRecord(body) ? body[field] : undefined;
		// Some servers write an empty list as null; a missing one is something else.
		const found: unknown = list === null ? [] : list;
		if (!isRecord(body) || !Array.isArray(found))
			return unreadable(`“${field}” is not a list`, body);
		const rows: Row[] = [];
		for (const row of found) {
			if (!accepts(row)) return unreadable(complaint(row), row);
			rows.push(row);
		}
		return success({ rows, total: typeof body.total === 'number' ? body.total : undefined });
	};
}

function unreadable(detail: string, value: unknown): Result<never> {
	const id = isRecord(value) ? value.order_id : undefined;
	const known = typeof id === 'number' && Number.isSafeInteger(id) ? { orderId: id } : {};
	return failed({ kind: 'unreadable', status: 200, detail, ...known });
}
