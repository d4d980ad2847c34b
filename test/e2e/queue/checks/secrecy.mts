import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Check } from '../../suite.mts';
import { nameOf, type QueuePlace } from '../queuePlace.mts';

export async function checkSecrecy(place: QueuePlace, check: Check): Promise<void> {
	const { main, workers, postgres, redis, sandbox, keys } = place;
	await check('no key is in PostgreSQL, in Redis, or in a log', () => {
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
		return Promise.resolve();
	});
}
