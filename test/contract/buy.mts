import { joined, stateOf } from '../../nodes/GoSms/domain/order';
import { halfMinuteMs, readEvidence } from '../../nodes/GoSms/engine/buying/evidence';
import type { OpenPurchase } from '../../nodes/GoSms/engine/buying/openPurchases';
import { giveBack, orderAfter, release } from '../../nodes/GoSms/engine/release';
import * as api from '../../nodes/GoSms/transport/api';
import { reasonFor, refusalIn } from '../../nodes/GoSms/transport/failure';
import { fieldsOf, numberIn } from '../../nodes/GoSms/transport/reading/fields';
import { surelyBoughtNothing } from '../../nodes/GoSms/transport/retry';
import type { Session } from '../../nodes/GoSms/transport/session';
import type { StopSignal } from '../../nodes/GoSms/transport/stop';
import type { Heard } from './client.mts';
import { apartOf, compare, finding, refused, wordsOf, type Finding } from './compare.mts';
import { documented } from './document.mts';
import { aheadMsOf, ofOrder } from './examine.mts';

export type Buying = {
	/** For what the user must know at once. */
	print: (text: string) => void;
	/** What must still be said if everything ends here, however it ends; empty for nothing. */
	owe: (text: string) => void;
	/** Fires when the number must be given back now. */
	stop: StopSignal;
};

const whatToDo =
	'cancel it in the GoSMS panel or with Order: Cancel of the node; without an SMS its price comes back when it expires';

/** Buys one number, looks twice, and cancels. */
export async function buyOne(
	session: Session,
	heard: Heard[],
	purchase: api.Purchase,
	{ print, owe, stop }: Buying,
): Promise<Finding[]> {
	const { clock } = session;
	const before = await availableOf(session);
	// Nobody knows yet whether IDs rise here, so that a lower one may be it, too.
	const unsure = { baseline: '', lost: undefined };
	const open = { ...unsure, purchase, session, sentMs: clock.now(), patienceMs: 0 };
	const doubt = `A number for ${purchase.projectCode} in ${purchase.region} may have been bought. If the pending orders show it, ${whatToDo}.`;
	owe(doubt);
	const bought = await api.createOrder(session, purchase, () => !stop.aborted);
	const answer = heard.at(-1);
	if (!bought.ok) {
		const nothing = surelyBoughtNothing(bought.failure);
		if (!nothing) print(doubt);
		const listed = nothing ? '' : `; ${await lookFor(open, print, stop)}`;
		owe('');
		const isClear = nothing && reasonFor(bought.failure) !== 'other';
		const row = refused('purchase', 'an order', bought, isClear);
		return [{ ...row, seen: row.seen + listed }];
	}

	let order = bought.value;
	const left = `Order ${order.id} is still open: ${whatToDo}.`;
	owe(left);
	print(
		`Bought order ${order.id}. It is read twice and then cancelled; if the cancel is refused, it is sent again.`,
	);
	print(`If this ends early, ${whatToDo}.`);
	const held = await availableOf(session);
	const aheadMs = aheadMsOf(order, answer);
	const found = [finding('purchase', 'an order', 'an order')];
	found.push(...compare('purchase', documented.purchase, [{ row: order.row }]));
	const created = 'purchase: created_at against the Date header';
	if (!Number.isNaN(aheadMs)) found.push(finding(created, 'the same', apartOf(aheadMs)));
	for (let looks = 0; looks < 2 && !stop.aborted; looks++) {
		await clock.sleep(3_000, stop);
		const look = await api.getOrder(session, order.id);
		found.push(...ofOrder(look));
		if (look.ok) order = joined(order, look.value);
	}
	if (order.phone === '') found.push(finding('purchase: phone', 'text', 'in no answer', false));

	const begun = await giveBack(session, order.id);
	const given = await release({ ...session, signal: stop }, order, true, begun);
	// No answer to a cancel is a proof.
	const last = await api.getOrder(session, order.id);
	const state = stateOf(last.ok ? last.value : orderAfter(given, order));
	if (state === 'waiting') print(left);
	if (state === 'arrived') print(`An SMS came for order ${order.id}: its price is spent.`);
	owe('');
	const [first, ...again] = heard.filter(({ path }) => path.endsWith('/cancel'));
	const tries = `, attempt ${again.length + 1} after ${first && wordsOf(refusalIn(first))}`;
	const end = `${state === 'waiting' ? 'still open, see above' : state}${again.length > 0 ? tries : ''}`;
	found.push(finding('cancel', 'message, refund_amount', end, state !== 'waiting'));
	const back = given.kind === 'cancelled' ? given.refundAmount : null;
	const spent = less(before, await availableOf(session));
	const cost = `price ${tell(order.price)}, held ${tell(less(before, held))}, refunded ${tell(back)}, net cost ${tell(spent)}`;
	return [...found, finding('cost', 'the price is held, and comes back', cost, null)];
}

/** Names each order that may be the one, as long as a busy server may take to list it. */
async function lookFor(
	open: OpenPurchase,
	print: (text: string) => void,
	stop: StopSignal,
): Promise<string> {
	const { clock } = open.session;
	const named = new Set<string>();
	let isRead = false;
	for (const endMs = clock.now() + halfMinuteMs; clock.now() < endMs && !stop.aborted; ) {
		await clock.sleep(5_000, stop);
		const evidence = await readEvidence(open.session, [open]);
		isRead ||= evidence.ok && evidence.value.isWhole;
		for (const { id } of evidence.ok ? evidence.value.candidates : []) {
			if (!named.has(id)) print(`It may be order ${id}.`);
			named.add(id);
		}
	}
	if (named.size > 0) return `possible orders: ${named.size}, see above`;
	return isRead ? 'no such order was listed' : 'the orders could not be read';
}

async function availableOf(session: Session): Promise<number | undefined> {
	const balance = await api.getBalance(session);
	return balance.ok ? numberIn(fieldsOf(balance.value), 'availablebalance') : undefined;
}

function less(before: number | undefined, after: number | undefined): number {
	return (before ?? NaN) - (after ?? NaN);
}

function tell(amount: number | null = NaN): string {
	if (amount === null || Number.isNaN(amount)) return 'unknown';
	// No price has that many digits, but whatever a server puts in its place may.
	return Math.abs(amount) < 100_000 ? String(Math.round(amount * 10_000) / 10_000) : 'too much';
}
