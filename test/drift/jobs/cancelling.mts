import { id, order } from '../../support/parameters.mts';
import type { Place } from '../place/place.mts';
import { lost, minuteMs, names, never, runNode, textOf, verdictOf } from './job.mts';
import type { Job, Told } from './job.mts';

export const cancellingJobs: readonly Job[] = [
	{
		name: 'cancel',
		asks: ['cancel'],
		mayAsk: ['order'],
		place: { settings: never },
		async run(place) {
			const { orderId } = place.buyAsOther();
			const parameters = order('cancel', { orderId: id(place.shown(orderId)) });
			return await runNode(place, parameters, (told) => {
				const isOpen = !told.error && place.core.control.order(orderId).phase === 'pending';
				const complaint = isOpen ? 'told as given back, but is open' : undefined;
				return verdictOf(told, place.deviation, complaint);
			});
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
			return await runNode(place, order('cancelStale', { olderThanMinutes: 5 }), (told) => {
				if (control.order(young).phase === 'cancelled') return lost('a young order was given back');
				const losses = told.error ? [] : old.map((one) => lossOf(place, told, one));
				return verdictOf(told, place.deviation, losses.find(Boolean));
			});
		},
	},
];

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
