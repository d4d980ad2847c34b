import type { INodeParameters } from 'n8n-workflow';
import { order } from '../../support/parameters.mts';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { Place } from '../place/place.mts';
import { names, never, runNode, smsAndAMinuteMs, soon, textOf, verdictOf } from './job.mts';
import type { Job, Told } from './job.mts';
import { judgeWait } from './waiting.mts';

const hourMs = 3_600_000;

type Buying = Partial<Job> & { options?: INodeParameters; count?: number; longestMs?: number };

function buying(name: string, operation: string, rest: Buying = {}): Job {
	const { options = {}, count = 1, longestMs, ...job } = rest;
	const parameters = order(operation, { options: { fallbackRegions: 'US', ...options } });
	return {
		name,
		asks: ['create'],
		mayAsk: operation === 'create' ? [] : ['order', 'orders', 'cancel'],
		place: { settings: operation === 'create' ? never : soon },
		async run(place) {
			const items = Array.from({ length: count }, (_, index) => ({ index }));
			const judge = (told: Told) => {
				const complaint = judgePurchase(place, told, count);
				if (complaint || operation === 'create') return verdictOf(told, place.deviation, complaint);
				return judgeWait(place, told, place.bought);
			};
			return await runNode(place, parameters, judge, { items, longestMs });
		},
		...job,
	};
}

export const buyingJobs: readonly Job[] = [
	buying('create', 'create'),
	buying('create and wait', 'createAndWait', { longestMs: smsAndAMinuteMs }),
	buying('create and wait, without text', 'createAndWait', {
		options: { includeSmsText: false },
		longestMs: smsAndAMinuteMs,
	}),
	buying('create and wait, five at once', 'createAndWait', {
		count: 5,
		longestMs: smsAndAMinuteMs,
		place: { settings: { sms: { default: { delayMs: [5_000, 40_000] } } } },
	}),
	buying('create and wait, time-out', 'createAndWait', {
		options: { timeoutSeconds: 45 },
		place: { settings: never },
		asks: ['create', 'cancel'],
		mayAsk: ['order', 'orders'],
	}),
	buying('create and wait, until it expires', 'createAndWait', {
		place: { settings: never },
		groups: ['Times', 'Statuses', 'Slow answers', 'Cancelling'],
	}),
	losing('lost purchase', 'GB'),
	{
		...losing('lost purchase, bought before', 'ID'),
		groups: ['Times', 'No ledger', 'Slow answers'],
	},
];

/** The answer to the purchase is lost; in that region others have bought an hour ago. */
function losing(name: string, region: string): Job {
	const job = buying(name, 'create');
	return {
		...job,
		asks: [],
		mayAsk: ['order', 'orders', 'transactions'],
		place: { settings: never, agedMs: hourMs, loses: 'create' },
		async run(place) {
			for (let index = 0; index < 3; index++) {
				place.core.control.deliver(place.buyAsOther(region).orderId);
			}
			place.core.control.advance(hourMs);
			return await job.run(place);
		},
	};
}

/** What was lost of the numbers that the node bought; nothing when each of them is the user's, or was given back. */
export function judgePurchase(place: Place, told: Told, wanted: number): string | undefined {
	const kept = place.bought.filter(({ settled }) => settled !== 'Refund');
	if (kept.length > wanted) return `${kept.length} numbers were bought instead of ${wanted}`;
	const rows = told.items.map((row) => textOf([row]));
	const said = [told.error ?? '', ...told.hints].join(' ');
	for (const one of kept) {
		const id = place.shown(one.orderId);
		const isTold = [...rows, said].some((text) => names(text, id));
		if (!isTold && place.isListed(id)) return `order ${id} is told nowhere`;
		if (!isTold && !told.error) return `order ${id} is told nowhere, and there is no error`;
	}
	if (told.error) return undefined;
	if (rows.length !== wanted) return `${rows.length} items came out instead of ${wanted}`;
	for (const row of rows) {
		const mine = place.bought.find(({ orderId }) => names(row, place.shown(orderId)));
		if (!mine) return 'an item names no order';
		if (!hasPhone(place, row, mine)) return `the phone number of order ${mine.orderId} is not told`;
	}
	return undefined;
}

function hasPhone(place: Place, row: string, { phone, orderId }: OrderSnapshot): boolean {
	const digits = phone.replace(/\D/g, '');
	return row.includes(digits) || !place.canBeKnown(digits, orderId);
}
