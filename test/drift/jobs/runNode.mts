import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { outcomeOf, startGoSms } from '../../support/runGoSms.mts';
import type { Place } from '../place/place.mts';
import { toldBy, type Told } from './told.mts';

/** No run may last longer than an order lives, and a minute. */
export const orderLifeAndAMinuteMs = 660_000;

/** Nor longer than the last SMS takes to come, and a minute, and half a minute in which to give up. */
export const smsAndAMinuteMs = 130_000;

/** What a run of the node told, or nothing when it did not come to an end in time. */
export async function runNode(
	place: Place,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
	longestMs = orderLifeAndAMinuteMs,
): Promise<Told | 'hung'> {
	const execution = startGoSms(place, { parameters, items });
	const finished = execution.finished.then((run) => toldBy(outcomeOf(run), place.clock.now()));
	const told = await Promise.race([
		finished,
		place.clock.sleep(longestMs).then((): 'hung' => 'hung'),
	]);
	if (told !== 'hung') return told;
	execution.stop();
	await Promise.race([finished, place.clock.sleep(orderLifeAndAMinuteMs)]);
	return told;
}
