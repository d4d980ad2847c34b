import assert from 'node:assert/strict';
import { exampleNames } from '../../n8n/examples.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { askAnAgent } from '../examples/askAnAgent.mts';
import { dailySpending } from '../examples/dailySpending.mts';
import { goOnWhenACodeArrives } from '../examples/goOnWhenACodeArrives.mts';
import { shortExamples } from '../examples/shortExamples.mts';
import { tryExample, type ExampleCheck } from '../examples/trial.mts';
import type { Check } from '../suite.mts';

const checks: Readonly<Record<string, ExampleCheck>> = {
	...shortExamples,
	'ask-an-agent.json': askAnAgent,
	'daily-spending.json': dailySpending,
	'go-on-when-a-code-arrives.json': goOnWhenACodeArrives,
};

/** Every example of the repository is imported and does what it says. */
export async function checkExamples({ client, install }: N8nPlace, check: Check): Promise<void> {
	const { withoutExamples = [] } = install.version;
	for (const fileName of exampleNames.filter((name) => !withoutExamples.includes(name))) {
		await check(`${fileName} is imported, and does what it says`, async () => {
			const example = checks[fileName];
			assert.ok(example, 'there is no check for it in test/e2e/checks/examples.mts');
			await tryExample(client, fileName, example);
		});
	}
}
