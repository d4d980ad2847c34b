import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../n8n/ask.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

const folder = join(import.meta.dirname, '../../../nodes/GoSms/__schema__/v1.0.0');

/** The editor asks for them here, to show what a node will put out before its first run. */
export async function checkSchemas({ host }: N8nPlace, check: Check): Promise<void> {
	await check('the output schema of every operation is served', async () => {
		const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
		const operations = paths.filter((path) => path.endsWith('.json'));
		assert.ok(operations.length > 0);
		for (const path of operations) {
			const answer = await ask(`${host.baseUrl}/schemas/n8n-nodes-gosms.goSms/1.0.0/${path}`);
			assert.equal(answer.status, 200, path);
			assert.deepEqual(await answer.json(), JSON.parse(readFileSync(join(folder, path), 'utf8')));
		}
	});
}
