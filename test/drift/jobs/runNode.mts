import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { outcomeOf, startGoSms } from '../../support/runGoSms.mts';
import type { Place } from '../place/place.mts';
import { lost, type Verdict } from '../verdict.mts';
import { toldBy, type Told } from './told.mts';

/** No run may last longer than an order lives, and a minute. */
const orderLifeAndAMinuteMs = 660_000;

/** Nor longer than the last SMS takes to come, and a minute, and half a minute in which to give up. */
export const smsAndAMinuteMs = 130_000;

/** Runs the node and judges what it told; it must come to an end in time. */
export async function runNode(
	place: Place,
	parameters: INodeParameters,
	judge: (told: Told) => Verdict,
	{
		items = [{}],
		longestMs = orderLifeAndAMinuteMs,
	}: { items?: IDataObject[]; longestMs?: number } = {},
): Promise<Verdict> {
	const execution = startGoSms(place, { parameters, items });
	const finished = execution.finished.then((run) => toldBy(outcomeOf(run), place.clock.now()));
	const told = await Promise.race([finished, place.clock.sleep(longestMs)]);
	if (told) return judge(told);
	execution.stop();
	await Promise.race([finished, place.clock.sleep(orderLifeAndAMinuteMs)]);
	return lost('it did not end');
}
