import { id, order } from '../../support/parameters.mts';
import type { Place } from '../place/place.mts';
import { done, lost, type Verdict } from '../verdict.mts';
import { never, type Job } from './job.mts';
import { runNode } from './runNode.mts';
import { names, textOf, unclear, type Told } from './told.mts';

const minuteMs = 60_000;

export const cancellingJobs: readonly Job[] = [
	{
		name: 'cancel',
		asks: ['cancel'],
		mayAsk: ['order'],
		place: { settings: never },
		async run(place) {
			const { orderId } = place.buyAsOther();
			const told = await runNode(place, order('cancel', { orderId: id(place.shown(orderId)) }));
			if (told === 'hung') return lost('it did not end');
			const { phase } = place.core.control.order(orderId);
			if (told.error) return refusalOf(place, told.error);
			return phase === 'pending' ? lost('told as given back, but is open') : done;
		},
	},
	{
		name: 'cancel stale',
		asks: ['orders'],
		mayAsk: ['cancel', 'order'],
		place: { settings: never, agedMs: 8 * minuteMs },
		async run(place) {
			const { control } = place.core;
			const old = [place.buyAsOther(), place.buyAsOther('US')].map(({ orderId }) => orderId);
			control.advance(7 * minuteMs);
			const young = place.buyAsOther().orderId;
			control.advance(minuteMs);
			const told = await runNode(place, order('cancelStale', { olderThanMinutes: 5 }));
			if (told === 'hung') return lost('it did not end');
			if (control.order(young).phase === 'cancelled') return lost('a young order was given back');
			if (told.error) return refusalOf(place, told.error);
			const complaint = old.map((one) => lossOf(place, told, one)).find(Boolean);
			return complaint ? lost(complaint) : done;
		},
	},
];

function refusalOf({ deviation }: Place, error: string): Verdict {
	const complaint = unclear(error, deviation);
	return complaint ? lost(complaint) : { kind: 'refused', said: error };
}

/** An old order is given back, or a row or a hint says that it is not. */
function lossOf(place: Place, { items, hints }: Told, orderId: number): string | undefined {
	const shown = place.shown(orderId);
	const row = items.map((item) => textOf([item])).find((text) => names(text, shown));
	const isOpen = place.core.control.order(orderId).phase === 'pending';
	if (isOpen && row?.includes('"outcome":"cancelled"'))
		return `order ${shown} is told as given back, but is open`;
	if (row || hints.length > 0) return undefined;
	return isOpen ? `the stale order ${shown} stays open` : `order ${shown} is not told`;
}
