import type { Order } from '../domain/order';
import { getOrder, type Purchase } from '../transport/api';
import { failed, type Failure, type Result } from '../transport/failure';
import { mayPass } from '../transport/retry';
import { unstoppable, type Session } from '../transport/session';
import type { StopSignal } from '../transport/stop';
import type { OwnedOrders } from './ownedOrders';
import { findTraces } from './purchaseTraces';
import { unknownOutcome } from './unknownOutcome';
import { longestOutageMs } from './waitForSms';

/** A purchase whose answer was lost; `sentMs` on this machine's clock. */
export type Lead = { purchase: Purchase; sentMs: number; failure: Failure };

type Unknown = Lead & {
	session: Session;
	settle: (result: Result<Order> | 'notBought') => void;
};

/** When a lost purchase is looked for: a server that is still busy may make its order late. */
const patienceMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/** After Stop there is less of it. */
const looksAfterStop = 2;

/** All purchases of one app and region by one account in this process: while a lost one is looked for, no other is sent. */
export class PurchasePair {
	private readonly inFlight = new Set<Promise<unknown>>();

	private unknown: Unknown[] = [];

	private settling: Promise<void> | undefined;

	/** Resolves when no lost purchase is being looked for, or at once when the signal fires. */
	async settled(signal: StopSignal | undefined): Promise<void> {
		while (this.settling && !signal?.aborted) await orAborted(this.settling, signal);
	}

	/** Keeps an eye on a purchase from the moment it is really sent: `start` says whether it may be. */
	async track(send: (start: () => boolean) => Promise<Result<Order>>): Promise<Result<Order>> {
		let landed = () => {};
		const flight = new Promise<void>((resolve) => {
			landed = resolve;
		});
		try {
			return await send(() => {
				if (this.settling) return false;
				this.inFlight.add(flight);
				return true;
			});
		} finally {
			this.inFlight.delete(flight);
			landed();
		}
	}

	/** Looks for the order of a lost purchase: the order, `notBought`, or why nobody can tell. */
	async findOut(
		session: Session,
		lead: Lead,
		owned: OwnedOrders,
	): Promise<Result<Order> | 'notBought'> {
		return await new Promise((settle) => {
			this.unknown.push({ ...lead, session, settle });
			this.settling ??= this.settleAll(session, owned).finally(() => {
				this.settling = undefined;
			});
		});
	}

	private async settleAll(session: Session, owned: OwnedOrders): Promise<void> {
		const patient = unstoppable(session);
		// Those on their way may turn out to own an order that looks like a trace.
		while (this.inFlight.size > 0) await Promise.all(this.inFlight);
		const traces = await this.search(patient, owned);
		const lost = this.unknown.sort((a, b) => a.sentMs - b.sentMs);
		this.unknown = [];
		if (!traces.ok || traces.value.length > lost.length) {
			const candidates = traces.ok ? traces.value : [];
			for (const one of lost) {
				one.settle(failed(unknownOutcome(one.purchase, one.failure, candidates)));
			}
			return;
		}
		for (const [index, one] of lost.entries()) {
			const trace = traces.value[index];
			if (!trace) {
				// With less patience a server that is late may still make the order.
				const isSure = !one.session.signal?.aborted;
				one.settle(isSure ? 'notBought' : failed(unknownOutcome(one.purchase, one.failure)));
				continue;
			}
			owned.add(trace.order_id);
			// A row of a list does not say when the order expires.
			const whole = await getOrder(patient, trace.order_id, 'purchase');
			one.settle(whole.ok ? whole : { ok: true, value: trace });
		}
	}

	/** Looks until there is an order for every lost purchase, or patience ends. */
	private async search(session: Session, owned: OwnedOrders): Promise<Result<Order[]>> {
		const { clock } = session;
		const startMs = clock.now();
		let found: Result<Order[]> = failed({ kind: 'stopped' });
		let looks = 0;
		for (;;) {
			const isStopped = this.unknown.every((one) => one.session.signal?.aborted);
			if (looks >= (isStopped ? looksAfterStop : patienceMs.length)) return found;
			await clock.sleep(patienceMs[looks] ?? 0);
			while (this.inFlight.size > 0) await Promise.all(this.inFlight);
			const [first] = this.unknown;
			if (!first) return found;
			const sinceMs = Math.min(...this.unknown.map((one) => one.sentMs));
			found = await findTraces(session, first.purchase, sinceMs, owned);
			if (found.ok) {
				looks += 1;
				if (found.value.length >= this.unknown.length) return found;
			} else if (
				!mayPass(found.failure) ||
				isNoApi(found.failure) ||
				clock.now() - startMs > longestOutageMs
			) {
				return found;
			} else if (isStopped) {
				looks += 1;
			}
		}
	}
}

/** A web page, and no server in trouble: most likely the base URL is wrong, and waiting is of no use. */
function isNoApi(failure: Failure): boolean {
	return failure.kind === 'page' && failure.status < 300;
}

async function orAborted(work: Promise<void>, signal: StopSignal | undefined): Promise<void> {
	let stop = () => {};
	const aborted = new Promise<void>((resolve) => {
		stop = resolve;
		signal?.addEventListener('abort', stop);
	});
	await Promise.race([work, aborted]);
	signal?.removeEventListener('abort', stop);
}
