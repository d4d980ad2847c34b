import { pollDelayMs } from '../../../nodes/GoSms/domain/order.ts';
import { engine } from '../contest/contenders.mts';
import { aimed, seconds, told } from '../record/figures.mts';
import { measure } from '../record/measured.mts';
import { onSandbox } from './onSandbox.mts';
import type { Workload } from './workload.mts';

/** One order that never gets a code, until it expires. */
export const never: Workload = {
	name: 'never',
	atMostMs: 900_000,
	async run(place, { lifeMs }) {
		const setup = { orderLifeMs: lifeMs, sms: { default: { delayMs: null } } };
		const { result, records } = await onSandbox(
			place,
			setup,
			async (sandbox) => await engine.run(sandbox, { orders: 1 }, place),
		);
		const m = measure(records, { wanted: 0, codes: result.codes });
		const [order] = records.orders;
		const scheduled = looksByTheSchedule(lifeMs);
		const last = records.requests.at(-1);
		return {
			title: `1 order that never gets a code, ${seconds(lifeMs)}`,
			figures: [
				{
					...aimed('looks', m.looks + m.lists, '<=', scheduled),
					bound: `${scheduled} by the schedule`,
				},
				aimed('requests in all, with the purchase', m.requests, '<=', scheduled + 1),
				told('of them purchases, cancels', `${m.purchases}, ${m.cancels}`),
				told(
					'end of the wait after expiry',
					(last?.atMs ?? 0) - (order?.expiresAtMs ?? 0),
					seconds,
				),
				told('money of the order', order?.settled ?? 'held'),
			],
			isCorrect: m.codes === 0 && order?.settled === 'Refund' && m.violations.length === 0,
		};
	},
};

/** What the vendor's schedule comes to for an order that is asked about from its purchase on. */
function looksByTheSchedule(lifeMs: number): number {
	let looks = 0;
	for (let atMs = pollDelayMs(0); atMs <= lifeMs; atMs += pollDelayMs(atMs)) looks += 1;
	return looks;
}
