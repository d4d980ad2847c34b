import type { Group } from '../deviation.mts';
import { longId } from '../place/shownIds.mts';
import { onFields, onField, renamed } from './edit.mts';

const everywhere = ['create', 'order', 'orders'] as const;
const withLedger = [...everywhere, 'transactions'] as const;
const shown = [...withLedger, 'cancel'] as const;

const named = (name: string) => onFields(renamed((field) => (field === 'order_id' ? name : field)));

export const idsOfAnOrder: Group = {
	name: 'IDs of an order',
	what: 'The ID is a text, is larger than JavaScript counts, has another name, or is missing.',
	rows: [
		{ name: 'order_id is a text', on: withLedger, change: onField('order_id', String) },
		{ name: 'order_id is above 2^53', on: shown, notJobs: ['transactions'], showId: longId },
		{
			name: 'order_id is a text above 2^53',
			on: shown,
			notJobs: ['transactions'],
			showId: (id) => `"${longId(id)}"`,
		},
		{
			name: 'order_id is a text with leading zeros',
			on: everywhere,
			showId: (id) => `"000${id}"`,
		},
		...['id', 'ID', 'Id', 'orderId', 'OrderID', 'orderID', 'OrderId', 'order_no'].map((name) => ({
			name: `order_id is named ${name}`,
			on: everywhere,
			change: named(name),
		})),
		{
			name: 'there are order_id and another id',
			on: everywhere,
			change: onFields((row) => ({ id: 3, ...row })),
		},
		{
			name: 'a purchase is answered without an ID',
			on: ['create'],
			change: onField('order_id', () => undefined),
		},
		{
			name: 'a purchase is answered with the ID 0',
			on: ['create'],
			change: onField('order_id', () => 0),
		},
		{
			name: 'a purchase is answered with the ID null',
			on: ['create'],
			change: onField('order_id', () => null),
		},
		{
			name: 'an order is shown without its ID',
			on: ['order'],
			change: onField('order_id', () => undefined),
		},
		{
			name: 'no answer has an ID',
			on: everywhere,
			refusalIsBest: true,
			change: onField('order_id', () => undefined),
		},
		{ name: 'order_id has decimals', on: everywhere, change: decimals },
	],
};

/** As JSON that went through a floating point number may have it. */
function decimals<Answer extends { text: string }>(answer: Answer): Answer {
	return { ...answer, text: answer.text.replace(/"order_id":(\d+)/g, '"order_id":$1.0') };
}
