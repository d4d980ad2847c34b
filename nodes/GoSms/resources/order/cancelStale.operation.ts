import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Order } from '../../domain/order';
import { quote, refused, understood, type Parsed } from '../../domain/parsed';
import { giveBack } from '../../engine/giveBack';
import { listOrders } from '../../transport/api';
import { apiWords } from '../../transport/explanations';
import { checked, collectionOf, parameterOf, type Item } from '../item';
import { matchingRows } from '../matchingRows';
import type { OperationOption } from '../operation';
import { appAndRegionFilters, readAppAndRegion } from '../parameters/appAndRegion';
import { simplified, simplifyField } from '../parameters/simplify';

export const option: OperationOption = {
	name: 'Cancel Stale',
	value: 'cancelStale',
	action: 'Cancel stale orders for refund',
	description:
		'Cancel all pending orders that are older than some minutes, and get their prices refunded: frees what a crashed workflow left behind. One item for each order, with its outcome.',
};

export const fields: INodeProperties[] = [
	{
		displayName: 'Older Than (Minutes)',
		name: 'olderThanMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 15,
		required: true,
		description:
			'Only orders that were created longer ago than this. 0 cancels all that are pending.',
	},
	simplifyField,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: appAndRegionFilters,
	},
];

export async function execute(item: Item) {
	const { session } = item;
	const minutes = checked(item, parseMinutes(parameterOf(item, 'olderThanMinutes')));
	const matches = readAppAndRegion(item, collectionOf(item, 'filters'));
	const listing = {
		fetchPage: async (page: number) => await listOrders(session, page, 'pending'),
		idOf: (order: Order) => order.order_id,
		rowsLeave: true,
	};
	const pending = await matchingRows(item, Infinity, listing, matches);

	// By the server's clock, which its answers have told by now.
	const latestMs = session.account.serverClock.at(session.clock.now()) - minutes * 60_000;
	const stale = pending.filter((order) => Date.parse(order.created_at ?? '') <= latestMs);
	const rows = await Promise.all(stale.map(async (order) => await cancelOne(item, order)));
	return rows.map((row) => simplified(item, row, ['content']));
}

/** The order as it ended; `outcome` says how: cancelled, arrived, ended, refused or unknown. */
async function cancelOne({ session }: Item, order: Order): Promise<IDataObject> {
	const given = await giveBack(session, order.order_id);
	const outcome = given.kind;
	if (given.kind === 'cancelled') {
		const refund_amount = given.cancellation.refund_amount ?? null;
		return { ...order, status: 'cancelled', outcome, refund_amount };
	}
	const last = given.kind === 'unknown' ? order : (given.order ?? { ...order, status: 'expired' });
	return { ...last, outcome, reason: apiWords(given.refusal) };
}

function parseMinutes(input: unknown): Parsed<number> {
	const minutes = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
	if (typeof minutes === 'number' && Number.isFinite(minutes) && minutes >= 0) {
		return understood(minutes);
	}
	return refused(
		`Older Than ${quote(input)} is not a number of minutes`,
		'Set it to e.g. 15, or to 0 for all pending orders.',
	);
}
