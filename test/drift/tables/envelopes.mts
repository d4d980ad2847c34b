import type { Group } from '../deviation.mts';
import { all, isFields, onBody, rowsOf } from './edit.mts';

const wraps: Record<string, (body: unknown) => unknown> = {
	'{code: 0, message, data}': (data) => ({ code: 0, message: 'ok', data }),
	'{code: "0", msg, data}': (data) => ({ code: '0', msg: 'success', data }),
	'{code: 200, message, data}': (data) => ({ code: 200, message: 'OK', data }),
	'{code: "SUCCESS", message, data}': (data) => ({ code: 'SUCCESS', message: '', data }),
	'{success: true, data}': (data) => ({ success: true, data }),
	'{status: "ok", data}': (data) => ({ status: 'ok', data }),
	'{status: "success", message, data}': (data) => {
		return { status: 'success', message: '操作成功', data };
	},
	'{error: null, data}': (data) => ({ error: null, data }),
	'{error: "", code: 0, data}': (data) => ({ error: '', code: 0, data }),
	'{data}': (data) => ({ data }),
	'{Data}': (Data) => ({ Code: 0, Msg: 'ok', Data }),
	'{result}': (result) => ({ result }),
	'{ok: true, result}': (result) => ({ ok: true, result }),
	'{payload}': (payload) => ({ payload }),
	'{response: {data}}': (data) => ({ response: { data } }),
	'{data, request_id, timestamp}': (data) => {
		return { data, request_id: 'b6f1c0de', timestamp: 1_764_759_000 };
	},
	'{data: {data}}': (data) => ({ code: 0, data: { data } }),
	'[…], one object in a list': (body) => [body],
	'{data: […]}, one object in a list': (body) => ({ code: 0, data: [body] }),
};

/** Of an order. */
const inside: Record<string, (order: unknown) => unknown> = {
	'{order}': (order) => ({ order }),
	'{data: {order}}': (order) => ({ code: 0, message: 'ok', data: { order } }),
	'{channel, order}, both with an ID and a status': (order) => {
		return { channel: { id: 3, status: 'active' }, order };
	},
	'{order_id, order}, the ID stands twice': (order) =>
		isFields(order) ? { order_id: order.order_id, order } : order,
	'a text of JSON': (order) => JSON.stringify(JSON.stringify(order)),
};

export const envelopes: Group = {
	name: 'Envelopes',
	what: 'Every answer is wrapped: {code, message, data}, {success, data}, {result}, {order} and so on.',
	rows: [
		...rowsOf('', all, wraps, onBody),
		...rowsOf('', ['create', 'order'], inside, onBody),
		{
			name: '{message, order}',
			on: ['create'],
			change: onBody((order) => ({ message: '下单成功', order })),
		},
	],
};
