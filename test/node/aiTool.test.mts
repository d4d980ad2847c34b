import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { answerOfTool, lookAtTool, type AgentKind } from '../support/agent.mts';
import { filled, operations, valuesIn } from '../support/operations.mts';
import { code as byCode } from '../support/parameters.mts';
import { furnishedSandbox, silent, withSandbox } from '../support/withSandbox.mts';

/** What the editor writes where “Let the model define this parameter” is on. */
const fromAi = (key: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

const appAndRegion = { projectCode: byCode(fromAi('App')), region: byCode(fromAi('Region')) };
const buying = { resource: 'order', operation: 'createAndWait', ...appAndRegion };

it('the model reads the action of the operation, and the names and descriptions of what it fills in', async () => {
	const sandbox = await withSandbox();
	const region = byCode(fromAi('Region', 'two-letter country code'));
	expect(await lookAtTool(sandbox, { descriptionType: 'auto', ...buying, region })).toEqual({
		name: 'GoSMS_account',
		description: 'Buy number and wait for SMS in GoSMS',
		fields: { App: '', Region: 'two-letter country code' },
	});
	const toolDescription = 'Rents a number for 0.50 at most.';
	const manual = { descriptionType: 'manual', toolDescription, ...buying };
	expect((await lookAtTool(sandbox, manual)).description).toBe(toolDescription);
});

it.each(operations)('the model learns whether $name buys', async (one) => {
	const { resource, operation, asks } = one;
	const parameters = { descriptionType: 'auto', resource, operation };
	const { description } = await lookAtTool(await withSandbox(), parameters);
	expect(description.startsWith('Buy ')).toBe(asks === 'create');
});

describe.each<AgentKind>(['invoking', 'requesting'])('an agent that is %s the tool', (kind) => {
	it.each(operations)('can do $name with what a model writes', async (one) => {
		const fields = filled(one.given, (_value, place) => fromAi(place));
		const parameters = { ...one.parameters, ...fields };
		const run = { parameters, args: valuesIn(one.given) };
		const answer = await answerOfTool(await furnishedSandbox(), kind, run);
		expect(JSON.parse(answer)).toEqual([expect.objectContaining(one.gives)]);
	});

	it('learns what to do when no code comes, and that its money is back', async () => {
		const sandbox = await withSandbox(silent);
		const args = { App: 'whatsapp', Region: 'ID' };
		const answer = async (failWithoutCode: boolean) => {
			const options = { timeoutSeconds: 30, failWithoutCode };
			return await answerOfTool(sandbox, kind, { parameters: { ...buying, options }, args });
		};
		const [row] = JSON.parse(await answer(false));
		expect(row).toMatchObject({ code: null, status: 'cancelled', refund_amount: 0.5 });
		expect(await answer(true)).toMatch(
			/it is cancelled\. The number was given back and refunded\. Create/,
		);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	const settings = ['continueRegularOutput', 'stopWorkflow'] as const;
	it.each(settings)('reads the message also with On Error set to %s', async (onError) => {
		const sandbox = await withSandbox();
		const args = { App: 'whatsapp', Region: 'Indonesia' };
		const run = { parameters: buying, args, node: { onError } };
		const told = answerOfTool(sandbox, kind, run);
		if (kind === 'requesting' && onError === 'stopWorkflow')
			await expect(told).rejects.toThrow('Use the two-letter code ID instead.');
		else expect(await told).toContain('Use the two-letter code ID instead.');
	});

	it.each<{ what: string; given: IDataObject; world: SandboxOptions; told: string }>`
		what                        | given                     | world                                                                | told
		${'a country that is none'} | ${{ Region: 'Asia' }}     | ${{}}                                                                | ${'Use a two-letter ISO 3166-1 code'}
		${'a name for a code'}      | ${{ App: 'My own site' }} | ${{}}                                                                | ${'Use a code from your GoSMS admin panel'}
		${'no stock'}               | ${{}}                     | ${{ stock: { ID: 0 } }}                                              | ${'Try another region or app, or try again later.'}
		${'no price'}               | ${{}}                     | ${{ priceFailure: true }}                                            | ${'Ask the GoSMS administrator to check the prices'}
		${'no money'}               | ${{}}                     | ${{ accounts: [{ key: 'ch_sandbox', creditLimit: 0, balance: 0 }] }} | ${'Top up the account'}
	`('learns from the message about $what what to do', async ({ given, world, told }) => {
		const sandbox = await withSandbox(world);
		const args = { App: 'whatsapp', Region: 'ID', ...given };
		const answer = await answerOfTool(sandbox, kind, { parameters: buying, args });
		expect(answer).toContain(told);
		expect(sandbox.control.orders()).toEqual([]);
	});
});

it('a model that leaves a field out is told so by the node', async () => {
	const run = { parameters: buying, args: { App: 'whatsapp' } };
	const told = await answerOfTool(await withSandbox(), 'requesting', run);
	expect(told).toContain('The region is empty. Choose a country or give its two-letter code');
});
