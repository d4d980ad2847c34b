import type { Order, OrderStatus } from '../../domain/order';
import type { Row } from '../../domain/row';
import { fieldsOf, idIn, numberIn, textIn, timeIn, valueIn, type Fields } from './fields';

const idNames = ['orderid', 'id', 'orderno', 'ordernumber'];

/** By how a status begins; document's words and their usual variants. */
const statuses: ReadonlyArray<[OrderStatus, RegExp]> = [
	['cancelled', /^(cancel|refund|revoke|return)/],
	['expired', /^(expire|time_?d?[ _-]?out|overdue)/],
	['received', /^(sms_?|code_?)?(receiv|arriv|deliver)/],
	['completed', /^(complet|finish|success|succeed|done)/],
	['pending', /^(pend|wait|process|in_?progress|active|open|created|new)/],
];

/** Whether an object is an order: `id` alone may belong to anything. */
export function isOrder(fields: Fields): boolean {
	if (idIn(fields, 'orderid') !== '') return true;
	const others = ['phone', 'projectcode', 'region', 'status', 'price', 'expiredat'];
	return idIn(fields, ...idNames) !== '' && others.some((name) => fields.has(name));
}

export function toOrder(row: Row): Order {
	const fields = fieldsOf(row);
	const statusWord = textIn(fields, 'status', 'state', 'orderstatus');
	return {
		id: orderIdIn(fields),
		phone: textIn(fields, 'phone', 'phonenumber', 'number', 'mobile', 'msisdn'),
		projectCode: textIn(fields, 'projectcode', 'project', 'app', 'service'),
		region: textIn(fields, 'region', 'country', 'countrycode', 'regioncode'),
		status: statusOf(statusWord),
		statusWord,
		price: numberIn(fields, 'price', 'amount', 'cost'),
		code: codeIn(fields),
		text: textIn(fields, 'content', 'sms', 'smscontent', 'smstext', 'text'),
		createdMs: timeIn(fields, 'createdat', 'createtime', 'createdtime'),
		expiresMs: timeIn(fields, 'expiredat', 'expiresat', 'expireat', 'expiretime', 'expiration'),
		receivedMs: timeIn(fields, 'receivedat', 'receivetime'),
		row,
	};
}

/** Empty when there is none. */
export function orderIdIn(fields: Fields): string {
	return idIn(fields, ...idNames);
}

export function statusOf(word: string): OrderStatus {
	const plain = word.toLowerCase();
	return statuses.find(([, pattern]) => pattern.test(plain))?.[0] ?? 'unknown';
}

/** Beside a `message` a `code` is the envelope's, and numbers below 100 are no verification codes. */
function codeIn(fields: Fields): string {
	const others = ['smscode', 'verificationcode', 'verifycode', 'otp'];
	const isEnvelope = valueIn(fields, 'message', 'msg') !== undefined;
	const code = isEnvelope ? textIn(fields, ...others) : textIn(fields, 'code', ...others);
	return /^(-?\d|null|none|-)$/i.test(code) ? '' : code;
}
