import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../../n8n/ask.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

const folder = join(import.meta.dirname, '../../../nodes/GoSms/__schema__/v1.0.0');

type Listed = {
	name: string;
	displayName: string;
	iconUrl?: string | { light: string; dark: string };
	properties: Array<{ name: string; options?: Array<{ value?: unknown }> }>;
};

export async function checkPackage({ client, host }: N8nPlace, check: Check): Promise<void> {
	const nodes = new Map((await client.types<Listed>('nodes')).map((one) => [one.name, one]));
	const credentials = await client.types<Listed>('credentials');

	for (const name of ['n8n-nodes-gosms.goSms', 'n8n-nodes-gosms.goSmsTrigger', 'goSmsApi'])
		await check(`${name} is listed, with its two icons`, async () => {
			const { iconUrl } = nodes.get(name) ?? credentials.find((one) => one.name === name) ?? {};
			assert.ok(typeof iconUrl === 'object');
			for (const icon of [iconUrl.light, iconUrl.dark])
				assert.match(await client.file(icon), /<svg/);
		});

	await check('the node has a variant for AI agents, with all operations', () => {
		const operationsOf = (name: string) =>
			(nodes.get(name)?.properties ?? [])
				.filter((property) => property.name === 'operation')
				.flatMap((property) => (property.options ?? []).map(({ value }) => value));
		const operations = operationsOf('n8n-nodes-gosms.goSms');
		assert.ok(operations.length > 0);
		assert.deepEqual(operationsOf('n8n-nodes-gosms.goSmsTool'), operations);
		assert.ok(!nodes.has('n8n-nodes-gosms.goSmsTriggerTool'));
	});

	// The editor asks for them, to show what a node will put out before its first run.
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
