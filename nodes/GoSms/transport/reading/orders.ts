import type { Order, OrderStatus } from '../../domain/order';
import type { Row } from '../../domain/row';
import { fieldsOf, idIn, numberIn, textIn, textsIn, timeIn, valueIn, type Fields } from './fields';

const idNames = ['orderid', 'id', 'orderno', 'ordernumber'];

/** By how a status begins; document's words and their usual variants. */
const statuses: ReadonlyArray<[OrderStatus, RegExp]> = [
	['cancelled', /^(cancel|refund|revoke|return|fail|close|已取消|已退款)/],
	['expired', /^(expire|time_?d?[ _-]?out|overdue|已过期|超时)/],
	['received', /^(sms_?|code_?)?(receiv|arriv|deliver)|^已收到|^已接收/],
	['completed', /^(complet|finish|success|succeed|done|已完成|成功)/],
	['pending', /^(pend|wait|process|in_?progress|active|open|created|new|等待|待)/],
];

/** Whether an object holds more of an order than its ID. */
export function isWholeOrder(fields: Fields): boolean {
	const others = ['phone', 'status', 'state', 'projectcode', 'code', 'content'];
	return isOrder(fields) && others.some((name) => fields.has(name));
}

/** Whether an object is an order: `id` alone may belong to anything. */
export function isOrder(fields: Fields): boolean {
	if (idIn(fields, 'orderid') !== '') return true;
	const others = ['phone', 'projectcode', 'region', 'status', 'price', 'expiredat'];
	return idIn(fields, ...idNames) !== '' && others.some((name) => fields.has(name));
}

export function toOrder(row: Row): Order {
	const fields = fieldsOf(row);
	const message = smsMessageIn(fields);
	return {
		id: orderIdIn(fields),
		phone: textIn(fields, 'phone', 'phonenumber', 'number', 'mobile', 'msisdn'),
		projectCode: textIn(fields, 'projectcode', 'project', 'app', 'service'),
		region: textIn(fields, 'region', 'country', 'countrycode', 'regioncode'),
		...statusIn(fields),
		price: numberIn(fields, 'price', 'amount', 'cost'),
		code: codeIn(fields, message),
		text: textIn(fields, 'content', 'sms', 'smscontent', 'smstext', 'text') || message,
		createdMs: timeIn(fields, 'createdat', 'createtime', 'createdtime'),
		expiresMs: timeIn(fields, 'expiredat', 'expiresat', 'expireat', 'expiretime', 'expiration'),
		receivedMs: timeIn(fields, 'receivedat', 'receivetime'),
		row,
	};
}

/** Empty when there is none. */
function orderIdIn(fields: Fields): string {
	return idIn(fields, ...idNames);
}

/** Of an object with several parts the word that is understood. */
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

/**
 * Numbers below 100 are no verification codes, nor is what stands beside a `message` that is not its SMS.
 *
 * @param message the one that is; empty when none is
 */
function codeIn(fields: Fields, message: string): string {
	const others = ['smscode', 'verificationcode', 'verifycode', 'otp'];
	const isEnvelope = message === '' && valueIn(fields, ...messageNames) !== undefined;
	const code = isEnvelope ? textIn(fields, ...others) : textIn(fields, 'code', ...others);
	return /^(-?\d|null|none|-)$/i.test(code) ? '' : code;
}

const messageNames = ['message', 'msg'];

/** Most often these are the envelope's words, but one that has the order's code in it is the SMS. */
function smsMessageIn(fields: Fields): string {
	const message = textIn(fields, ...messageNames);
	if (message === '') return '';
	const code = textIn(fields, 'code');
	return code.length >= 4 && message.includes(code) ? message : '';
}
