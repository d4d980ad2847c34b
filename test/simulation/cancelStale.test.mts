import { expect, it } from '@jest/globals';
import { newVirtualTime } from './sharedClock.mts';
import { quantile } from '../bench/record/measured.mts';
import { Front } from '../drift/place/front.mts';
import { Place } from '../drift/place/place.mts';
import type { SettingsPatch } from '../sandbox/core/settings.mts';
import { outcomeOf, startGoSms } from '../support/runGoSms.mts';
import { code, order } from '../support/parameters.mts';
import { quietLoop } from './virtualClock.mts';

const waits = 60;

/** From each SMS to the end of the execution that waits for it, in ms, while Cancel Stale cancels so many orders. */
async function delaysBeside(stale: number): Promise<number[]> {
	const clock = newVirtualTime(quietLoop);
	const front = new Front();
	await front.listen();
	const settings: SettingsPatch = {
		sms: { default: { delayMs: [5_000, 45_000] }, telegram: { delayMs: null } },
	};
	const place = new Place(front, clock, { name: 'nothing', on: [] }, { settings });
	const { control } = place.core;
	for (let n = 0; n < stale; n++) control.createAsOther({ projectCode: 'telegram', region: 'ID' });

	const cancelStale = order('cancelStale', {
		olderThanMinutes: 0,
		filters: { projectCode: code('telegram') },
	});
	const cancelling = startGoSms(place, { parameters: cancelStale }).finished;
	const waiting = Array.from({ length: waits }, async () => {
		const run = await startGoSms(place, { parameters: order('createAndWait') }).finished;
		const [row] = outcomeOf(run).json;
		return clock.now() - (control.order(Number(row?.order_id)).receivedAtMs ?? Infinity);
	});
	const delays = await clock.run(Promise.all(waiting));
	const { json } = outcomeOf(await clock.run(cancelling));
	expect(json.filter(({ outcome }) => outcome === 'cancelled')).toHaveLength(stale);
	await front.end();
	return delays.sort((a, b) => a - b);
}

it('codes take at most twice their usual time beside a Cancel Stale of 600 orders', async () => {
	const usual = await delaysBeside(0);
	const beside = await delaysBeside(600);
	for (const part of [0.5, 0.95]) {
		expect(quantile(beside, part)).toBeLessThanOrEqual(2 * quantile(usual, part));
	}
});
