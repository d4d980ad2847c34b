import { versions } from '../../n8n/versions.mts';
import { checkDeath } from '../queue/checks/death.mts';
import { checkRivals } from '../queue/checks/rivals.mts';
import { checkRunWorkflow } from '../queue/checks/runWorkflow.mts';
import { checkSecrecy } from '../queue/checks/secrecy.mts';
import { checkSixty } from '../queue/checks/sixty.mts';
import { checkStop } from '../queue/checks/stop.mts';
import { checkTrigger } from '../queue/checks/trigger.mts';
import { openQueuePlace } from '../queue/queuePlace.mts';
import type { Suite } from '../suite.mts';

/** A main and two workers, with Redis and PostgreSQL, as people run n8n beyond one process. */
export const queueSuite: Suite = {
	name: 'queue',
	versions: versions.filter(({ n8n }) => n8n === '2.41.1'),
	run: async (version, check) => {
		await using place = await openQueuePlace(version);
		await checkSixty(place, check);
		await checkRivals(place, check);
		place.sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
		await checkStop(place, check);
		await checkRunWorkflow(place, check);
		// The trigger has time while n8n finds out that a worker is dead. Before the death, its own executions
		// could die too.
		let trigger: Promise<void> | undefined;
		await checkDeath(place, check, () => {
			trigger = checkTrigger(place, check);
		});
		await (trigger ?? checkTrigger(place, check));
		await checkSecrecy(place, check);
	},
};
