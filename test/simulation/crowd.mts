import type { Account } from '../../nodes/GoSms/transport/session.ts';
import type { Records } from '../bench/place/place.mts';
import { createRandom } from '../sandbox/core/random.mts';
import { buyAndWait, newRig } from './process.mts';

export type Crowd = {
	seed?: number;
	/** They share a key, and nothing else. */
	processes?: number;
	/** Of each process; all are wanted at once. */
	orders: number;
	withText?: boolean;
	smsAfterMs?: [number, number] | null;
	/** When they begin, after a whole second of the server's: the API shows no parts of one. */
	startAfterMs?: number;
};

/** Processes that all start at the same moment, in virtual time, on the documented limits. */
export async function runCrowd(crowd: Crowd) {
	const { seed = 1, processes = 1, orders, withText = true } = crowd;
	const { smsAfterMs = [5_000, 45_000], startAfterMs = 0 } = crowd;
	const random = createRandom(seed);
	const sandbox = { seed, sms: { default: { delayMs: smsAfterMs } } };
	const { clock, core, newProcess, session } = newRig(sandbox, () => 2 + 8 * random.next());
	const getCode = async (account: Account) => {
		await clock.sleep(startAfterMs);
		const { received } = await buyAndWait(session(account), { withText });
		return received?.ok === true && received.order.code !== '';
	};
	const accounts = Array.from({ length: processes }, newProcess);
	const all = accounts.flatMap((account) =>
		Array.from({ length: orders }, async () => await getCode(account)),
	);
	const codes = (await clock.run(Promise.all(all))).filter(Boolean).length;
	const records: Records = {
		requests: [...core.requests],
		orders: core.control.orders(),
		violations: [...core.violations, ...core.control.audit()],
	};
	return { records, codes };
}
