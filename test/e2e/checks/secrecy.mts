import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

/** To be called last: looks through everything that n8n has written. */
export async function checkSecrecy({ client, host, sandbox }: N8nPlace, check: Check) {
	await check('the API key is in no execution', async () => {
		const { results } = await client.get<{ results: Array<{ id: string }> }>(
			'/executions?limit=100',
		);
		assert.ok(results.length > 10);
		for (const { id } of results) {
			const { raw } = await client.ended(id);
			assert.ok(!raw.includes(sandbox.key), `execution ${id}`);
		}
	});

	await check('the API key is in no file of n8n: database, logs, settings', () => {
		const files = readdirSync(host.userFolder, { recursive: true, withFileTypes: true });
		const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
		assert.ok(paths.some((path) => path.endsWith('database.sqlite')));
		const key = Buffer.from(sandbox.key);
		assert.deepEqual(
			paths.filter((path) => readFileSync(path).includes(key)),
			[],
		);
	});
}
