import type { Order, OrderStatus } from '../../domain/order';
import type { Row } from '../../domain/row';
import { findObject } from './envelope';
import { fieldsOf, idIn, numberIn, textIn, textsIn, timeIn, type Fields } from './fields';

const idNames = ['orderid', 'id', 'orderno', 'ordernumber'];

/** By how a status begins: documented words and usual variants. */
const statuses: ReadonlyArray<[OrderStatus, RegExp]> = [
	['cancelled', /^(cancel|refund|revoke|return|fail|close|已取消|已退款)/],
	['expired', /^(expire|time_?d?[ _-]?out|overdue|已过期|超时)/],
	['received', /^(sms_?|code_?)?(receiv|arriv|deliver)(?!ing)|^已收到|^已接收/],
	['completed', /^(complet|finish|success|succeed|done|已完成|成功)/],
	[
		'pending',
		/^((sms_?)?receiving|pend|wait|process|in_?progress|active|open|created|new|等待|待)/,
	],
];

/** The order in an answer: preferably one with an `order_id` and more, then one with any ID and more, then any. */
export function findOrder(body: unknown): Row | undefined {
	const isWhole = (fields: Fields) =>
		isOrder(fields) &&
		['phone', 'status', 'state', 'projectcode', 'content'].some((name) => fields.has(name));
	return (
		findObject(body, (fields) => isWhole(fields) && idIn(fields, 'orderid') !== '') ??
		findObject(body, isWhole) ??
		findObject(body, isOrder)
	);
}

/** Whether an object is an order: `id` alone may belong to anything. */
function isOrder(fields: Fields): boolean {
	if (idIn(fields, 'orderid') !== '') return true;
	const others = ['phone', 'projectcode', 'region', 'status', 'price', 'expiredat'];
	return idIn(fields, ...idNames) !== '' && others.some((name) => fields.has(name));
}

export function toOrder(row: Row): Order {
	const fields = fieldsOf(row);
	const { status, statusWord } = statusIn(fields);
	const { code, text } = smsIn(fields, status);
	return {
		id: idIn(fields, ...idNames),
		phone: textIn(fields, 'phone', 'phonenumber', 'number', 'mobile', 'msisdn'),
		projectCode: textIn(fields, 'projectcode', 'project', 'app', 'service'),
		region: textIn(fields, 'region', 'country', 'countrycode', 'regioncode'),
		status,
		statusWord,
		price: numberIn(fields, 'price', 'amount', 'cost'),
		code,
		text,
		createdMs: timeIn(fields, 'createdat', 'createtime', 'createdtime'),
		expiresMs: timeIn(fields, 'expiredat', 'expiresat', 'expireat', 'expiretime', 'expiration'),
		receivedMs: timeIn(fields, 'receivedat', 'receivetime'),
		row,
	};
}

/** Of an object with several parts, the word that is understood. */
function statusIn(fields: Fields): Pick<Order, 'status' | 'statusWord'> {
	const words = textsIn(fields, 'status', 'state', 'orderstatus');
	for (const statusWord of words) {
		const status = statusOf(statusWord);
		if (status !== 'unknown') return { status, statusWord };
	}
	return { status: 'unknown', statusWord: words[0] ?? '' };
}

export function statusOf(word: string): OrderStatus {
	// Some write the type before it: ORDER_STATUS_PENDING.
	const plain = word.toLowerCase().replace(/^.*status[_.:-]/, '');
	return statuses.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'unknown';
}

/** A code may have a space or a hyphen in it in the SMS only. */
const bare = (text: string) => text.replace(/[\s-]/g, '');

function smsIn(fields: Fields, status: OrderStatus): Pick<Order, 'code' | 'text'> {
	const content = textIn(fields, 'content', 'sms', 'smscontent', 'smstext', 'text');
	const message = textIn(fields, 'message', 'msg');
	const plain = textIn(fields, 'code');
	// Most often a message is the envelope's, and so is the code beside it; but with the order's code in it, it is the SMS.
	const isIn = (text: string) => plain.length >= 4 && bare(text).includes(bare(plain));
	const text = content || (isIn(message) ? message : '');
	const others = ['smscode', 'verificationcode', 'verifycode', 'otp'];
	// Codes of success are round.
	const isOver = status === 'received' || status === 'completed';
	const isSms = isOver && plain.length >= 4 && !/^\d0*$/.test(plain);
	const isEnvelope = message !== '' && !isIn(text) && !isSms;
	const code = isEnvelope ? textIn(fields, ...others) : textIn(fields, 'code', ...others);
	// Before the SMS some write something in its place: “N/A”, “waiting for 2 min”, 000000, or the status of the answer.
	const isPending = status === 'pending';
	const isStatus = text === '' && /^20\d$/.test(code);
	const isPlaceholder = isPending && (isStatus || !/[1-9]/.test(code) || /\s\S+\s/.test(code));
	// A single digit is not a code, and some servers mask codes in lists.
	if (!isPlaceholder && !/^(-?\d|null|none|-)$|\*/i.test(code)) return { code, text };
	return { code: '', text: isPending && /^(\d{0,2}|\D*)$/.test(text) ? '' : text };
}
