import { joined, type Order } from '../../domain/order';
import { createOrder, getOrder, type Purchase } from '../../transport/api';
import { failed, success, type Failure, type Result } from '../../transport/failure';
import { isRefused, mayPass, surelyBoughtNothing } from '../../transport/retry';
import { impatient, type Session } from '../../transport/session';
import { inTime, mostRefusals, within } from '../../transport/patience';
import { engineOf } from '../engine';
import { startReleasing } from '../giveUp';
import { decideFates, halfMinuteMs, readEvidence } from './evidence';
import {
	pairFor,
	lostTwice,
	unknownOutcome,
	type Fate,
	type OpenPurchase,
	type Pair,
} from './openPurchases';

/** What to do when it is unknown whether a number was bought. */
export const onUnknowns = ['adopt', 'fail'] as const;
export type OnUnknownPurchase = (typeof onUnknowns)[number];

export type PurchaseTerms = {
	purchase: Purchase;
	onUnknown: OnUnknownPurchase;
	/** How long to keep asking a silent API what became of a purchase. */
	patienceMs: number;
	/** Asked right before sending. */
	mayGo: () => boolean;
};

/** A failed run waits this long for the fate of a purchase, because it reports what became of its money. */
const patienceAfterFailureMs = 10_000;

/** One number, bought once; one that comes too late is given back. */
export async function buyOnce(session: Session, terms: PurchaseTerms): Promise<Result<Order>> {
	let sold: Order | undefined;
	const buying = buy(session, terms).then(async (bought) => {
		if (!bought.ok) return bought;
		sold = bought.value;
		return success(await complete(session, sold));
	});
	const bought = await inTime(session, buying, patienceAfterFailureMs);
	if (bought) return bought;
	if (sold && !session.signal?.isPressed) return success(sold);
	void buying.then((late) => late.ok && startReleasing(session, late.value));
	return failed(unknownOutcome(terms.purchase, { kind: 'stopped' }));
}

/** Buys again only when the first try has certainly bought nothing. */
async function buy(session: Session, terms: PurchaseTerms): Promise<Result<Order>> {
	const first = await attempt(session, terms);
	if (!('notBought' in first)) return first;
	// What the API has refused in its own words it will refuse again.
	if (isRefused(first.notBought)) return failed(first.notBought);
	const second = await attempt(session, terms);
	return 'notBought' in second ? failed(lostTwice(second.notBought)) : second;
}

async function attempt(
	session: Session,
	{ purchase, onUnknown, mayGo, patienceMs }: PurchaseTerms,
): Promise<Result<Order> | { notBought: Failure }> {
	const { clock, account, signal } = session;
	const pair = pairFor(engineOf(session).purchases, purchase);
	for (;;) {
		while (pair.search && !signal?.aborted) await inTime(session, pair.search, 0);
		const common = { purchase, session, patienceMs, lost: undefined };
		const open: OpenPurchase = { ...common, sentMs: 0, baseline: '' };
		let isHeldBack = false;
		const answer = await createOrder(session, purchase, () => {
			isHeldBack = pair.search !== undefined;
			if (isHeldBack || !mayGo()) return false;
			[open.sentMs, open.baseline] = [clock.now(), account.seen.baseline];
			pair.open.add(open);
			return true;
		});
		const isKnown = answer.ok || surelyBoughtNothing(answer.failure) || onUnknown === 'fail';
		if (isKnown) pair.close(open);
		if (answer.ok) return answer;
		// The fate of another purchase had to be found out first; it may be known by now.
		if (isHeldBack) continue;
		const { failure } = answer;
		if (surelyBoughtNothing(failure)) return answer;
		if (onUnknown === 'fail') return failed(unknownOutcome(purchase, failure));

		const fate = await fateOf(pair, open, failure);
		switch (fate.kind) {
			case 'bought':
				return success(fate.order);
			case 'notBought':
				return { notBought: failure };
			case 'unknown':
				return failed(unknownOutcome(purchase, failure, fate.candidates));
		}
	}
}

async function fateOf(pair: Pair, open: OpenPurchase, failure: Failure): Promise<Fate> {
	const { session } = open;
	const found = new Promise<Fate>((settle) => {
		open.lost = { failure, sinceMs: session.clock.now(), settle };
	});
	pair.changed();
	pair.search ??= findOut(pair, session).finally(() => {
		pair.search = undefined;
	});
	return await found;
}

/** When lost purchases are looked for: a busy server may create its order late. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/** Long enough to read even a slow server. */
const leastReadingMs = 15_000;

/** Looks until the fate of every lost purchase is known, or patience ends; then gives all of them up. */
async function findOut(pair: Pair, session: Session): Promise<void> {
	const { clock } = session;
	const reader = impatient(session);
	const startMs = clock.now();
	let refusals = 0;
	for (let look = 0; ; look++) {
		// After Stop, the user is waiting.
		const alone = pair.lost.length === 1 ? pair.lost[0]?.session.signal : undefined;
		const leftMs = startMs + patienceOf(pair.lost) - clock.now();
		const pauseMs = Math.min(pausesMs[look] ?? 15_000, leftMs > 0 ? leftMs : Infinity);
		await clock.sleep(pauseMs, alone?.aborted ? undefined : alone);
		await pair.landed();
		const { lost } = pair;
		const untilMs = startMs + patienceOf(lost);
		const mostMs = Math.max(untilMs - clock.now(), leastReadingMs);
		const evidence = await within(session, mostMs, readEvidence(reader, lost));
		if (!evidence) return leave(pair, lost, () => undefined);
		const nowMs = clock.now();
		const isPatient = lost.every((one) => nowMs >= (one.lost?.sinceMs ?? nowMs) + halfMinuteMs);
		if (evidence.ok) {
			const fates = decideFates(lost.length, evidence.value, isPatient);
			if (fates) return leave(pair, lost, (index) => fates[index]);
		} else if (!mayPass(evidence.failure) || isNoApi(evidence.failure)) refusals += 1;

		const isWhole = evidence.ok && evidence.value.isWhole;
		const isHopeless = !isWhole && nowMs >= untilMs;
		if (isHopeless || refusals >= mostRefusals || nowMs - startMs >= 2 * halfMinuteMs) {
			const candidates = evidence.ok ? evidence.value.candidates : [];
			return leave(pair, lost, () => ({ kind: 'unknown', candidates }));
		}
	}
}

function patienceOf(lost: readonly OpenPurchase[]): number {
	return Math.min(...lost.map((one) => one.patienceMs));
}

function leave(
	pair: Pair,
	lost: readonly OpenPurchase[],
	fateAt: (index: number) => Fate | undefined,
): void {
	for (const [index, open] of lost.entries()) {
		const fate = fateAt(index) ?? { kind: 'unknown', candidates: [] };
		pair.close(open);
		if (fate.kind === 'bought') open.session.account.seen.bought(fate.order, '', open.sentMs);
		open.lost?.settle(fate);
	}
}

/** A row of a list does not say when the order expires, and an odd answer not even its number or price. */
async function complete(session: Session, order: Order): Promise<Order> {
	const isWhole = order.phone !== '' && order.expiresMs !== undefined && order.price !== undefined;
	if (isWhole) return order;
	const look = await getOrder(impatient(session), order.id, 'purchase');
	return look.ok ? joined(order, look.value) : order;
}

/** A web page, not a server in trouble: most likely the base URL is wrong, and waiting does not help. */
function isNoApi(failure: Failure): boolean {
	return failure.kind === 'page' && failure.status < 300;
}
