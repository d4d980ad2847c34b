import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

type Listed = {
	name: string;
	iconUrl?: { light: string; dark: string };
	properties: Array<{ name: string; options?: Array<{ value?: unknown }> }>;
};

export async function checkPackage({ client }: N8nPlace, check: Check): Promise<void> {
	const all = [
		...(await client.types<Listed>('nodes')),
		...(await client.types<Listed>('credentials')),
	];
	const types = new Map(all.map((one) => [one.name, one]));

	for (const name of ['n8n-nodes-gosms.goSms', 'n8n-nodes-gosms.goSmsTrigger', 'goSmsApi'])
		await check(`${name} is listed, with its two icons`, async () => {
			const iconUrl = types.get(name)?.iconUrl;
			assert.ok(iconUrl);
			for (const icon of [iconUrl.light, iconUrl.dark])
				assert.match(await client.file(icon), /<svg/);
		});

	await check('the node has a variant for AI agents, with all operations', () => {
		const operationsOf = (name: string) =>
			(types.get(name)?.properties ?? [])
				.filter((property) => property.name === 'operation')
				.flatMap((property) => (property.options ?? []).map(({ value }) => value));
		const operations = operationsOf('n8n-nodes-gosms.goSms');
		assert.ok(operations.length > 0);
		assert.deepEqual(operationsOf('n8n-nodes-gosms.goSmsTool'), operations);
		assert.ok(!types.has('n8n-nodes-gosms.goSmsTriggerTool'));
	});
}
