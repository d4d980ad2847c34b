import type { Change, Group } from '../deviation.mts';
import { longId } from '../place/deviatingApi.mts';
import { each, ofOrders, onField, onFields, renamedField, rowsOf, same } from './edit.mts';

const withLedger = [...ofOrders, 'transactions'] as const;
const shown = { on: [...withLedger, 'cancel'] as const, notJobs: ['transactions'] };
const names = ['id', 'ID', 'Id', 'orderId', 'OrderID', 'orderID', 'OrderId', 'order_no'];
const without = (id: unknown) => onField('order_id', () => id);

/** As JSON that went through a floating point number may have it. */
const decimals: Change = (answer) => {
	return { ...answer, text: answer.text.replace(/"order_id":(\d+)/g, '"order_id":$1.0') };
};

export const idsOfAnOrder: Group = {
	name: 'IDs of an order',
	what: 'The ID is text, is too large for a JavaScript number, has another name, or is missing.',
	rows: [
		...each(
			{ on: ofOrders },
			{
				'order_id is a text': { on: withLedger, change: onField('order_id', String) },
				'order_id is above 2^53': { ...shown, showId: longId },
				'order_id is a text above 2^53': { ...shown, showId: (id) => `"${longId(id)}"` },
				'order_id is a text with leading zeros': { showId: (id) => `"000${id}"` },
				'there are order_id and another id': { change: onFields((row) => ({ id: 3, ...row })) },
				'a purchase is answered without an ID': { on: ['create'], change: without(undefined) },
				'a purchase is answered with the ID 0': { on: ['create'], change: without(0) },
				'a purchase is answered with the ID null': { on: ['create'], change: without(null) },
				'an order is shown without its ID': { on: ['order'], change: without(undefined) },
				'no answer has an ID': { change: without(undefined) },
				'order_id has decimals': { change: decimals },
			},
		),
		...rowsOf('order_id is named ', ofOrders, same(names), (to) => renamedField('order_id', to)),
	],
};
