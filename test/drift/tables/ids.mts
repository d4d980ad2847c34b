import type { Deviation, Group } from '../deviation.mts';
import { longId } from '../place/shownIds.mts';
import { ofOrders, onField, onFields, renamed } from './edit.mts';

const withLedger = [...ofOrders, 'transactions'] as const;
const shown = [...withLedger, 'cancel'] as const;
const names = ['id', 'ID', 'Id', 'orderId', 'OrderID', 'orderID', 'OrderId', 'order_no'];

const without = (name: string, on: Deviation['on'], id: unknown): Deviation => ({
	name,
	on,
	change: onField('order_id', () => id),
});

export const idsOfAnOrder: Group = {
	name: 'IDs of an order',
	what: 'The ID is text, is too large for a JavaScript number, has another name, or is missing.',
	rows: [
		{ name: 'order_id is a text', on: withLedger, change: onField('order_id', String) },
		{ name: 'order_id is above 2^53', on: shown, notJobs: ['transactions'], showId: longId },
		{
			name: 'order_id is a text above 2^53',
			on: shown,
			notJobs: ['transactions'],
			showId: (id) => `"${longId(id)}"`,
		},
		{ name: 'order_id is a text with leading zeros', on: ofOrders, showId: (id) => `"000${id}"` },
		...names.map((name) => ({
			name: `order_id is named ${name}`,
			on: ofOrders,
			change: onFields(renamed((field) => (field === 'order_id' ? name : field))),
		})),
		{
			name: 'there are order_id and another id',
			on: ofOrders,
			change: onFields((row) => ({ id: 3, ...row })),
		},
		without('a purchase is answered without an ID', ['create'], undefined),
		without('a purchase is answered with the ID 0', ['create'], 0),
		without('a purchase is answered with the ID null', ['create'], null),
		without('an order is shown without its ID', ['order'], undefined),
		without('no answer has an ID', ofOrders, undefined),
		{ name: 'order_id has decimals', on: ofOrders, change: decimals },
	],
};

/** As JSON that went through a floating point number may have it. */
function decimals<Answer extends { text: string }>(answer: Answer): Answer {
	return { ...answer, text: answer.text.replace(/"order_id":(\d+)/g, '"order_id":$1.0') };
}
