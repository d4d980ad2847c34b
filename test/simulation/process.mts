import { buyOnce, type PurchaseTerms } from '../../nodes/GoSms/engine/buying/buyOnce.ts';
import type { Order } from '../../nodes/GoSms/domain/order.ts';
import { receiveCode, type Received } from '../../nodes/GoSms/engine/receiveCode.ts';
import type { Wait } from '../../nodes/GoSms/engine/waiting/watches.ts';
import type { Result } from '../../nodes/GoSms/transport/failure.ts';
import { newAccount, type Account, type Session } from '../../nodes/GoSms/transport/session.ts';
import type { StopSignal } from '../../nodes/GoSms/transport/stop.ts';
import { createCore, type SandboxCore } from '../sandbox/core/core.mts';
import type { ApiRequest, Outcome } from '../sandbox/core/exchange.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { VirtualClock } from './virtualClock.mts';
import { newSession } from './virtualNetwork.mts';

const key = 'ch_sandbox';

export type Rig = ReturnType<typeof newRig>;

/** A sandbox in virtual time, and processes that use it with one key and share nothing else. */
export function newRig(
	sandbox: Omit<CoreOptions, 'clock' | 'accounts'> = {},
	latencyMs: () => number = () => 10,
) {
	const clock = new VirtualClock();
	const core = createCore({ ...sandbox, clock, accounts: [{ key, balance: 1e6 }] });
	/** Who bought which order, whether or not they heard of it. */
	const buyers = new Map<number, Account>();
	const seenBy = (account: Account): SandboxCore => {
		const exchange: SandboxCore['exchange'] = (request) => {
			const outcome = core.exchange(request);
			const { endpoint, orderId } = core.requests.at(-1) ?? {};
			if (endpoint === 'create' && orderId) buyers.set(orderId, account);
			return outcome;
		};
		return Object.create(core, { exchange: { value: exchange } }) as SandboxCore;
	};
	return {
		clock,
		core,
		buyers,
		newProcess: () => newAccount(clock),
		session: (account: Account, signal?: StopSignal): Session =>
			newSession({ core: seenBy(account), clock, key, latencyMs }, account, signal),
	};
}

/** One number of WhatsApp in Indonesia, unless told otherwise. */
export async function buyOne(
	session: Session,
	terms: Partial<PurchaseTerms> = {},
): Promise<Result<Order>> {
	const purchase = { projectCode: 'whatsapp', region: 'ID' };
	const usual = { purchase, onUnknown: 'adopt', patienceMs: 60_000, mayGo: () => true } as const;
	return await buyOnce(session, { ...usual, ...terms });
}

/** The same where nothing keeps it from being bought. */
export async function boughtOne(session: Session): Promise<Order> {
	const bought = await buyOne(session);
	if (!bought.ok) throw new TypeError('nothing was bought');
	return bought.value;
}

/** From purchase to end. */
export type Life = { bought: Result<Order>; received?: Received };

/** Buys a number and waits for its code, as long as the order lives, unless told otherwise. */
export async function buyAndWait(
	session: Session,
	wait: Partial<Wait> = {},
	terms: Partial<PurchaseTerms> = {},
): Promise<Life> {
	const bought = await buyOne(session, terms);
	if (!bought.ok) return { bought };
	const known = bought.value;
	const usual = { orderId: known.id, known, timeoutMs: Infinity, withText: true };
	return { bought, received: await receiveCode(session, { ...usual, ...wait }, 'cancel') };
}

/** No SMS comes by itself. */
export const never = { sms: { default: { delayMs: null } } };

/** A fault that may hit any request, at random moments all the time. */
export const often = (fault: FaultRule, probability: number): FaultRule => ({
	...fault,
	probability,
	times: 'always',
});

/** Another server's answers to the same requests. @param edit gets what happens to a request, as JSON */
export function rewrite(core: SandboxCore, edit: (text: string, request: ApiRequest) => string) {
	const exchange = core.exchange.bind(core);
	core.exchange = (request) =>
		JSON.parse(edit(JSON.stringify(exchange(request)), request)) as Outcome;
}
