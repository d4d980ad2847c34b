import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { stateOf, type Order } from '../../domain/order';
import { toRow } from '../../domain/orderRow';
import { quantity } from '../../domain/parsed';
import { giveBack, orderAfter } from '../../engine/release';
import { newestTimeIn, stalenessOf } from '../../engine/staleness';
import { orderList, recentOrders } from '../../transport/lists';
import { inTime } from '../../transport/patience';
import { apiWords } from '../../transport/words/explanations';
import { collectionOf, read, valueOf, type Item } from '../item';
import { matchingRows } from '../matchingRows';
import { collection, type OperationOption } from '../operation';
import { appAndRegionFilters, readAppAndRegion } from '../parameters/orderFilters';
import { simplified, simplifyField } from '../parameters/simplify';

export const option: OperationOption = {
	name: 'Cancel Stale',
	value: 'cancelStale',
	action: 'Cancel stale orders',
	description:
		'Cancel all pending orders older than a few minutes, e.g. after a crash, and get refunds',
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Older Than (Minutes)',
		name: 'olderThanMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 15,
		required: true,
		description: 'Only orders created longer ago than this',
		hint: '0 = all pending orders',
	},
	simplifyField,
	collection('Filters', appAndRegionFilters),
];

/** How many are cancelled at the same time: a Stop leaves the rest alone. */
const atATime = 10;

export async function execute(item: Item) {
	const { session } = item;
	const hint = 'Set it to e.g. 15, or to 0 for all pending orders.';
	const minutes = read(item, 'olderThanMinutes', quantity('Older Than (Minutes)', hint));
	const matches = readAppAndRegion(item, collectionOf(item, 'filters'));
	const isPending = (order: Order) => stateOf(order) === 'waiting' && matches(order);
	const pending = await matchingRows(item, orderList(session, 'pending'), isPending);
	const others = valueOf(item, await recentOrders(session));
	const newestMs = newestTimeIn(session, [...pending, ...others]);

	const staleness = (order: Order) => stalenessOf(session, order, minutes * 60_000, newestMs);
	// A server may show nothing when it is asked for the pending ones only.
	const unlisted = pending.length > 0 ? [] : others.filter(isPending);
	const left = [...pending, ...unlisted].filter((order) => staleness(order) !== 'fresh');
	const rows = new Map<string, IDataObject>(left.map(({ id }) => [id, {}]));
	const work = async () => {
		for (let order = left.shift(); order; order = left.shift()) {
			const isSure = order.status === 'pending' && staleness(order) === 'stale';
			rows.set(order.id, isSure ? await cancelOne(item, order) : unsure(order));
		}
	};
	await Promise.all(Array.from({ length: atATime }, work));
	return [...rows.values()].map((row) => simplified(item, row, ['content']));
}

/** The order as it ended; `outcome` says how: cancelled, arrived, ended, refused, unknown, unsure or stopped. */
async function cancelOne({ session }: Item, order: Order): Promise<IDataObject> {
	const given = session.signal?.aborted
		? undefined
		: await inTime(session, giveBack(session, order.id, 'background'));
	if (!given) return { ...toRow(order), outcome: 'stopped', reason: 'The execution was stopped.' };
	const row = toRow(orderAfter(given, order));
	if (given.kind === 'cancelled') {
		return { ...row, outcome: 'cancelled', refund_amount: given.refundAmount };
	}
	const outcome = given.kind === 'open' ? 'refused' : given.kind;
	return { ...row, outcome, reason: apiWords(given.refusal) };
}

function unsure(order: Order): IDataObject {
	const reason =
		order.status === 'pending'
			? 'Its age is uncertain: its time does not fit. Cancel it by its ID, or set Older Than to 0.'
			: `GoSMS calls it “${order.statusWord}”, which this node does not know. Check it with Get, or cancel it by its ID.`;
	return { ...toRow(order), outcome: 'unsure', reason };
}
