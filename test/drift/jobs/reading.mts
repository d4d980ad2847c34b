import type { INodeParameters } from 'n8n-workflow';
import { id, order } from '../../support/parameters.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import type { Place } from '../place/place.mts';
import { names, never, runNode, soon, textOf, verdictOf, type Job, type Told } from './job.mts';

/** A page of the API holds a hundred rows. */
const historyRows = 117;

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

type Judge = (told: Told) => string | undefined;

/** A job that reads one endpoint: `begin` prepares the place, and says how the node is asked and judged. */
const reading = (
	name: string,
	endpoint: EndpointName,
	begin: (place: Place) => [INodeParameters, Judge],
	settings = never,
): Job => ({
	name,
	asks: [endpoint],
	mayAsk: [],
	place: { settings },
	async run(place) {
		const [parameters, judge] = begin(place);
		return await runNode(place, parameters, (told) =>
			verdictOf(told, place.deviation, told.error === undefined ? judge(told) : undefined),
		);
	},
});

export const readingJobs: readonly Job[] = [
	reading(
		'get',
		'order',
		(place) => {
			const { orderId } = place.buyAsOther();
			const { phone, code, content } = place.core.control.deliver(orderId);
			const values = [phone.replace(/\D/g, ''), code ?? '', content ?? ''];
			const parameters = order('get', { orderId: id(place.shown(orderId)), simplify: false });
			return [parameters, (told) => missing(place, told, values)];
		},
		soon,
	),
	reading('get many', 'orders', (place) => {
		history(place);
		const ids = place.core.control.orders().map(({ orderId }) => place.shown(orderId));
		return [order('getAll', { returnAll: true }), (told) => judgeRows(told, ids, ids)];
	}),
	reading('get many of a status', 'orders', (place) => {
		history(place);
		const orders = place.core.control.orders();
		const shown = (from: typeof orders) => from.map(({ orderId }) => place.shown(orderId));
		const wanted = shown(orders.filter(({ status }) => status === 'completed'));
		const parameters = order('getAll', { returnAll: true, filters: { status: 'completed' } });
		return [parameters, (told) => judgeRows(told, wanted, shown(orders))];
	}),
	reading('transactions', 'transactions', (place) => {
		history(place);
		const ids = place.core.control.ledger().map((entry) => String(entry.id));
		const parameters = { resource: 'transaction', operation: 'getAll', returnAll: true };
		return [parameters, (told) => judgeRows(told, ids, ids)];
	}),
	reading('balance', 'balance', (place) => {
		place.buyAsOther();
		const parameters = { resource: 'balance', operation: 'get' };
		return [parameters, (told) => missing(place, told, ['1000.5', '5000'])];
	}),
	reading('profile', 'profile', (place) => {
		const values = ['channel_demo', 'demo@example.com', '1000.5'];
		const parameters = { resource: 'profile', operation: 'get' };
		return [parameters, (told) => missing(place, told, values)];
	}),
];
