import { id, order } from '../../support/parameters.mts';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { Place } from '../place/place.mts';
import {
	lost,
	minuteMs,
	names,
	runNode,
	smsAndAMinuteMs,
	soon,
	textOf,
	verdictOf,
} from './job.mts';
import type { Job, Told, Verdict } from './job.mts';

/** A code that is told later than this after its SMS is of no use any more. */
const latestMs = minuteMs;

export const waitingJobs: readonly Job[] = [
	{
		name: 'wait',
		asks: [],
		mayAsk: ['order', 'orders'],
		place: {
			settings: { sms: { default: { ...soon.sms?.default, delayMs: minuteMs + 12_000 } } },
			agedMs: minuteMs,
		},
		async run(place) {
			const { orderId } = place.buyAsOther();
			place.core.control.advance(minuteMs);
			const parameters = order('waitForSms', { orderId: id(place.shown(orderId)) });
			const judge = (told: Told) => judgeWait(place, told, [place.core.control.order(orderId)]);
			return await runNode(place, parameters, judge, { longestMs: smsAndAMinuteMs });
		},
	},
];

/** Judges what became of the orders of a run that has waited for them. */
export function judgeWait(place: Place, told: Told, orders: readonly OrderSnapshot[]): Verdict {
	const ended = orders.map(({ orderId }) => place.core.control.order(orderId));
	// The items of a run come out together, when the last of them has its code.
	const lastSmsMs = Math.max(...ended.map(({ receivedAtMs }) => receivedAtMs ?? -Infinity));
	for (const one of ended) {
		const complaint = lossOf(place, told, one, lastSmsMs);
		if (complaint) return lost(`order ${one.orderId}: ${complaint}`);
	}
	return verdictOf(told, place.deviation);
}

function lossOf(place: Place, told: Told, one: OrderSnapshot, lastSmsMs: number) {
	const shown = place.shown(one.orderId);
	const row = told.items.map((item) => textOf([item])).find((text) => names(text, shown));
	const said = [told.error ?? '', ...told.hints].join(' ');
	if (one.receivedAtMs !== null) {
		const lateMs = told.endMs - lastSmsMs;
		if (lateMs > latestMs)
			return `told ${Math.round(lateMs / 1_000)} s after its SMS, or the last of several`;
		return told.error === undefined ? codeLost(place, row ?? textOf(told.items), one) : undefined;
	}
	if (told.error !== undefined) return undefined;
	if (one.smsAtMs !== null && one.phase === 'cancelled') return 'given back before its SMS came';
	if (one.phase !== 'pending') return undefined;
	if (/"refund_amount":\d|"status":"cancelled"/.test(row ?? ''))
		return 'told as given back, but is open';
	return names(said, shown) ? undefined : 'left open, with its money frozen, without a word';
}

/** What is missing of an SMS that came, and that anybody could see who looked. */
function codeLost(place: Place, row: string, { code, content, orderId }: OrderSnapshot) {
	const digits = code?.replace(/^0+/, '') ?? '';
	if (row.includes(code ?? '') || (row.includes(digits) && !place.canBeKnown(code ?? '', orderId)))
		return undefined;
	if (code && place.canBeKnown(code, orderId)) return `its code ${code} is not told`;
	if (digits && place.canBeKnown(digits, orderId)) return `its code ${digits} is not told`;
	if (content && place.canBeKnown(content, orderId) && !row.includes(content))
		return 'its text is not told';
	return undefined;
}
