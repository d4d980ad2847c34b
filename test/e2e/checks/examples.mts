import assert from 'node:assert/strict';
import { exampleNames } from '../../n8n/examples.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { askAnAgent } from '../examples/askAnAgent.mts';
import { codes } from '../examples/codes.mts';
import { money } from '../examples/money.mts';
import { regions } from '../examples/regions.mts';
import { signUpForms } from '../examples/signUpForms.mts';
import { tryExample, type ExampleChecks } from '../examples/trial.mts';
import type { Check } from '../suite.mts';

const checks: ExampleChecks = {
	'ask-an-agent.json': askAnAgent,
	...codes,
	...money,
	...regions,
	...signUpForms,
};

/** Every example of the repository is imported and does what it says. */
export async function checkExamples({ client, install }: N8nPlace, check: Check): Promise<void> {
	const { withoutExamples = [] } = install.version;
	const isSlow = (name: string) => name === 'go-on-when-a-code-arrives.json';
	const names = exampleNames.filter((name) => !withoutExamples.includes(name));
	const checked: Array<Promise<void>> = [];
	for (const fileName of [...names.filter(isSlow), ...names.filter((name) => !isSlow(name))]) {
		await new Promise<void>((next) => {
			const checking = check(`${fileName} is imported, and does what it says`, async () => {
				const example = checks[fileName];
				assert.ok(example, 'there is no check for it in test/e2e/examples/');
				await tryExample(client, fileName, example, next);
			});
			checked.push(checking.finally(next));
		});
	}
	await Promise.all(checked);
}
