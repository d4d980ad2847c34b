import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { versions } from '../../n8n/versions.mts';
import { checkDeath, checkStop } from '../queue/checks/death.mts';
import { checkRivals, checkSixty } from '../queue/checks/many.mts';
import { checkRunWorkflow } from '../queue/checks/runWorkflow.mts';
import { checkTrigger } from '../queue/checks/trigger.mts';
import { nameOf, openQueuePlace, type QueuePlace } from '../queue/queuePlace.mts';
import type { Suite } from '../suite.mts';

/** A main and two workers, with Redis and PostgreSQL, as people run n8n beyond one process. */
export const queueSuite: Suite = {
	name: 'queue',
	versions: versions.slice(0, 1),
	run: async (version, check) => {
		const place = await openQueuePlace(version);
		try {
			await checkSixty(place, check);
			await checkRivals(place, check);
			place.sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
			await checkStop(place, check);
			await checkRunWorkflow(place, check);
			// The trigger has time while n8n finds out that a worker is dead.
			await Promise.all([checkDeath(place, check), checkTrigger(place, check)]);
			await check('no key is in PostgreSQL, in Redis, or in a log', () => checkSecrecy(place));
		} finally {
			await place.end();
		}
	},
};

function checkSecrecy({ main, workers, postgres, redis, sandbox, keys }: QueuePlace): void {
	const dump = postgres.dump();
	const commands = readFileSync(redis.commandsFile, 'utf8');
	const logs = [main, ...workers].map((host) => ({
		name: `the log of ${nameOf(host)}`,
		text: readFileSync(host.logFile, 'utf8'),
	}));
	// Whoever looks in the wrong place finds nothing either.
	const [someOrder] = sandbox.control.orders(keys[0]);
	assert.ok(someOrder && dump.includes(someOrder.phone), 'the dump has no execution data');
	assert.match(commands, /executionId/, 'Redis was given no job');
	const texts = [{ name: 'PostgreSQL', text: dump }, { name: 'Redis', text: commands }, ...logs];
	for (const key of keys)
		for (const { name, text } of texts) assert.ok(!text.includes(key), `${name} has a key`);
}
