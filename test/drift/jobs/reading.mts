import type { INodeParameters } from 'n8n-workflow';
import { id, order } from '../../support/parameters.mts';
import type { Place } from '../place/place.mts';
import { done, lost, type Verdict } from '../verdict.mts';
import { never, soon, type Job } from './job.mts';
import { runNode } from './runNode.mts';
import { names, textOf, unclear, type Told } from './told.mts';

/** A page of the API holds a hundred rows. */
const historyRows = 117;

async function read(
	place: Place,
	parameters: INodeParameters,
	judge: (told: Told) => string | undefined,
): Promise<Verdict> {
	const told = await runNode(place, parameters);
	if (told === 'hung') return lost('it did not end');
	const complaint = told.error ? unclear(told.error, place.deviation) : judge(told);
	if (complaint) return lost(complaint);
	return told.error === undefined ? done : { kind: 'refused', said: told.error };
}

/** What of these the API showed, and the node did not. */
function missing(place: Place, { items }: Told, values: readonly string[]): string | undefined {
	if (items.length !== 1) return `${items.length} items came out instead of 1`;
	const row = textOf(items);
	const gone = values.find((value) => !row.includes(value) && place.wasSaid(value));
	return gone === undefined ? undefined : `${gone} is not told`;
}

function history(place: Place): void {
	place.core.control.seedHistory({ count: historyRows });
	for (const region of ['ID', 'US', 'GB']) place.buyAsOther(region);
}

/** Each row once, and no other; what cannot be read of them is said. */
function judgeRows(told: Told, wanted: readonly string[], all: readonly string[]) {
	const rows = told.items.map((row) => textOf([row]));
	const known = (ids: readonly string[]) =>
		rows.filter((row) => ids.some((one) => names(row, one)));
	if (rows.length > wanted.length) return `${rows.length} rows came out of ${wanted.length}`;
	const strange = known(all).length - known(wanted).length;
	if (strange > 0) return `${strange} rows are not of the status`;
	const gone = wanted.length - rows.length;
	return gone > 0 && told.hints.length === 0
		? `${gone} of ${wanted.length} rows are gone`
		: undefined;
}

export const readingJobs: readonly Job[] = [
	{
		name: 'get',
		asks: ['order'],
		mayAsk: [],
		place: { settings: soon },
		async run(place) {
			const { orderId } = place.buyAsOther();
			const { phone, code, content } = place.core.control.deliver(orderId);
			const parameters = order('get', { orderId: id(place.shown(orderId)), simplify: false });
			const values = [phone.replace(/\D/g, ''), code ?? '', content ?? ''];
			return await read(place, parameters, (told) => missing(place, told, values));
		},
	},
	{
		name: 'get many',
		asks: ['orders'],
		mayAsk: [],
		place: { settings: never },
		async run(place) {
			history(place);
			const ids = place.core.control.orders().map(({ orderId }) => place.shown(orderId));
			const parameters = order('getAll', { returnAll: true });
			return await read(place, parameters, (told) => judgeRows(told, ids, ids));
		},
	},
	{
		name: 'get many of a status',
		asks: ['orders'],
		mayAsk: [],
		place: { settings: never },
		async run(place) {
			history(place);
			const orders = place.core.control.orders();
			const shown = (from: typeof orders) => from.map(({ orderId }) => place.shown(orderId));
			const wanted = shown(orders.filter(({ status }) => status === 'completed'));
			const parameters = order('getAll', { returnAll: true, filters: { status: 'completed' } });
			return await read(place, parameters, (told) => judgeRows(told, wanted, shown(orders)));
		},
	},
	{
		name: 'transactions',
		asks: ['transactions'],
		mayAsk: [],
		place: { settings: never },
		async run(place) {
			history(place);
			const ids = place.core.control.ledger().map((entry) => String(entry.id));
			const parameters = { resource: 'transaction', operation: 'getAll', returnAll: true };
			return await read(place, parameters, (told) => judgeRows(told, ids, ids));
		},
	},
	{
		name: 'balance',
		asks: ['balance'],
		mayAsk: [],
		place: { settings: never },
		async run(place) {
			place.buyAsOther();
			const parameters = { resource: 'balance', operation: 'get' };
			return await read(place, parameters, (told) => missing(place, told, ['1000.5', '5000']));
		},
	},
	{
		name: 'profile',
		asks: ['profile'],
		mayAsk: [],
		place: { settings: never },
		async run(place) {
			const parameters = { resource: 'profile', operation: 'get' };
			const values = ['channel_demo', 'demo@example.com', '1000.5'];
			return await read(place, parameters, (told) => missing(place, told, values));
		},
	},
];
