import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Check } from '../../suite.mts';
import { nameOf, type QueuePlace } from '../queuePlace.mts';

export async function checkSecrecy(place: QueuePlace, check: Check): Promise<void> {
	const { main, workers, postgres, redis, sandbox, keys } = place;
	await check('no key is in PostgreSQL, in Redis, or in a log', () => {
		const dump = postgres.dump();
		const commands = readFileSync(redis.commandsFile, 'utf8');
		// Whoever looks in the wrong place finds nothing either.
		const [someOrder] = sandbox.control.orders(keys[0]);
		assert.ok(someOrder && dump.includes(someOrder.phone), 'the dump has no execution data');
		assert.match(commands, /executionId/, 'Redis was given no job');
		const texts = new Map([
			['PostgreSQL', dump],
			['Redis', commands],
		]);
		for (const host of [main, ...workers])
			texts.set(`the log of ${nameOf(host)}`, readFileSync(host.logFile, 'utf8'));
		for (const [name, text] of texts)
			for (const key of keys) assert.ok(!text.includes(key), `${name} has a key`);
	});
}
