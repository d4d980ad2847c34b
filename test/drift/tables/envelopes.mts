import type { Deviation, Group } from '../deviation.mts';
import { isFields, onBody } from './edit.mts';

const all = ['create', 'order', 'orders', 'cancel', 'transactions', 'balance', 'profile'] as const;

const wraps: Record<string, (body: unknown) => unknown> = {
	'{code: 0, message, data}': (data) => ({ code: 0, message: 'ok', data }),
	'{code: "0", msg, data}': (data) => ({ code: '0', msg: 'success', data }),
	'{code: 200, message, data}': (data) => ({ code: 200, message: 'OK', data }),
	'{code: "SUCCESS", message, data}': (data) => ({ code: 'SUCCESS', message: '', data }),
	'{success: true, data}': (data) => ({ success: true, data }),
	'{status: "ok", data}': (data) => ({ status: 'ok', data }),
	'{status: "success", message, data}': (data) => ({
		status: 'success',
		message: '操作成功',
		data,
	}),
	'{error: null, data}': (data) => ({ error: null, data }),
	'{error: "", code: 0, data}': (data) => ({ error: '', code: 0, data }),
	'{data}': (data) => ({ data }),
	'{Data}': (Data) => ({ Code: 0, Msg: 'ok', Data }),
	'{result}': (result) => ({ result }),
	'{ok: true, result}': (result) => ({ ok: true, result }),
	'{payload}': (payload) => ({ payload }),
	'{response: {data}}': (data) => ({ response: { data } }),
	'{data, request_id, timestamp}': (data) => ({
		data,
		request_id: 'b6f1c0de',
		timestamp: 1_764_759_000,
	}),
	'{data: {data}}': (data) => ({ code: 0, data: { data } }),
	'[…], one object in a list': (body) => [body],
	'{data: […]}, one object in a list': (body) => ({ code: 0, data: [body] }),
};

/** Of an order, and of a list under a name of its own. */
const inside: Deviation[] = [
	{
		name: '{order}',
		on: ['create', 'order'],
		change: onBody((order) => ({ order })),
	},
	{
		name: '{data: {order}}',
		on: ['create', 'order'],
		change: onBody((order) => ({ code: 0, message: 'ok', data: { order } })),
	},
	{
		name: '{message, order}',
		on: ['create'],
		change: onBody((order) => ({ message: '下单成功', order })),
	},
	{
		name: '{channel, order}, both with an ID and a status',
		on: ['create', 'order'],
		change: onBody((order) => ({ channel: { id: 3, status: 'active' }, order })),
	},
	{
		name: '{order_id, order}, the ID stands twice',
		on: ['create', 'order'],
		change: onBody((order) => (isFields(order) ? { order_id: order.order_id, order } : order)),
	},
	{
		name: 'a text of JSON',
		on: ['create', 'order'],
		change: onBody((order) => JSON.stringify(JSON.stringify(order))),
	},
];

export const envelopes: Group = {
	name: 'Envelopes',
	what: 'Every answer is wrapped: {code, message, data}, {success, data}, {result}, {order} and so on.',
	rows: [
		...Object.entries(wraps).map(([name, wrap]) => ({ name, on: all, change: onBody(wrap) })),
		...inside,
	],
};
