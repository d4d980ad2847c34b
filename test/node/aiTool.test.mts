import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import type { SandboxOptions } from '../sandbox/server.mts';
import { answerOfTool, lookAtTool, type AgentKind } from '../support/agent.mts';
import { withSandbox } from '../support/withSandbox.mts';

/** What the editor writes where “Let the model define this parameter” is on. */
const fromAi = (key: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;
const byCode = (value: string): INodeParameters => ({ __rl: true, mode: 'code', value });
const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });

const appAndRegion = { projectCode: byCode(fromAi('App')), region: byCode(fromAi('Region')) };
const orderId = byId(fromAi('Order'));
const buying = { resource: 'order', operation: 'createAndWait', ...appAndRegion };

const silent: SandboxOptions = { sms: { default: { delayMs: null } } };

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

it('of every operation the model learns whether it buys', async () => {
	const menus = new GoSms().description.properties.filter(({ name }) => name === 'operation');
	const sandbox = await withSandbox();
	const buys: string[] = [];
	for (const menu of menus)
		for (const option of menu.options ?? []) {
			if (!('value' in option)) continue;
			const resource = menu.displayOptions?.show?.resource?.[0] as string;
			const parameters = { descriptionType: 'auto', resource, operation: option.value as string };
			const { description } = await lookAtTool(sandbox, parameters);
			if (/^Buy /.test(description)) buys.push(String(option.value));
		}
	expect(buys).toEqual(['create', 'createAndWait']);
});

describe.each<AgentKind>(['invoking', 'requesting'])('an agent that is %s the tool', (kind) => {
	type Row = [string, INodeParameters, (orderId: string) => IDataObject, object];
	const rows: Row[] = [
		['balance: get', {}, () => ({}), { available_balance: expect.any(Number) }],
		['profile: get', {}, () => ({}), { user_id: expect.any(Number) }],
		[
			'transaction: getAll',
			{ limit: fromAi('Limit'), filters: { type: fromAi('Type') } },
			() => ({ Limit: '1', Type: 'hold' }),
			{ type: 'Hold' },
		],
		[
			'order: getAll',
			{ limit: fromAi('Limit'), filters: { status: fromAi('Status') } },
			() => ({ Limit: '1', Status: 'Pending' }),
			{ status: 'pending' },
		],
		[
			'order: create',
			{ ...appAndRegion, options: { maxPrice: fromAi('Price'), fallbackRegions: fromAi('More') } },
			() => ({ App: 'WhatsApp', Region: ' id ', Price: '0.50', More: 'gb, us' }),
			{ project_code: 'whatsapp', region: 'ID', status: 'pending' },
		],
		[
			'order: createAndWait',
			{ ...appAndRegion, options: { timeoutSeconds: fromAi('Seconds') } },
			() => ({ App: 'telegram', Region: 'gb', Seconds: '60' }),
			{ project_code: 'telegram', region: 'GB', status: 'received', code: '0042' },
		],
		[
			'order: waitForSms',
			{ orderId, options: { timeoutSeconds: fromAi('Seconds') } },
			(Order) => ({ Order, Seconds: '30' }),
			{ status: 'pending', code: null },
		],
		['order: get', { orderId }, (Order) => ({ Order }), { status: 'pending', code: null }],
		[
			'order: getStatistics',
			{ groupBy: fromAi('Group'), maxOrders: fromAi('Max') },
			() => ({ Group: 'region', Max: '200' }),
			{ region: 'GB', orders: 1, codes: 1, code_rate: 1 },
		],
		['order: cancel', { orderId }, (Order) => ({ Order }), { refund_amount: 0.5 }],
		[
			'order: cancelStale',
			{ olderThanMinutes: fromAi('Minutes') },
			() => ({ Minutes: '0' }),
			{ outcome: 'cancelled', refund_amount: 0.5 },
		],
	];

	it.each(rows)('can do %s with what a model writes', async (name, fields, argsFor, expected) => {
		const sms = { default: { delayMs: null }, telegram: { delayMs: 5_000, code: '0042' } };
		const sandbox = await withSandbox({ sms });
		const ended = sandbox.control.createAsOther({ projectCode: 'signal', region: 'GB' });
		sandbox.control.deliver(ended.orderId);
		const open = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const [resource = '', operation = ''] = name.split(': ');
		const parameters = { resource, operation, ...fields };
		const args = argsFor(String(open.orderId));
		const answer = await answerOfTool(sandbox, kind, { parameters, args });
		expect(JSON.parse(answer)).toEqual([expect.objectContaining(expected)]);
	});

	it('learns what to do when no code comes, and that its money is back', async () => {
		const sandbox = await withSandbox(silent);
		const args = { App: 'whatsapp', Region: 'ID' };
		const wait = { timeoutSeconds: 30 };
		const asItem = { parameters: { ...buying, options: wait }, args };
		const [row] = JSON.parse(await answerOfTool(sandbox, kind, asItem));
		expect(row).toMatchObject({ code: null, status: 'cancelled', refund_amount: 0.5 });

		const asError = {
			parameters: { ...buying, options: { ...wait, failWithoutCode: true } },
			args,
		};
		const told = await answerOfTool(sandbox, kind, asError);
		expect(told).toContain('got no code: it is cancelled. Its price was refunded. Try again');
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it.each(['continueRegularOutput', 'stopWorkflow'] as const)(
		'reads the message also with On Error set to %s',
		async (onError) => {
			const sandbox = await withSandbox();
			const args = { App: 'whatsapp', Region: 'Indonesia' };
			const run = { parameters: buying, args, node: { onError } };
			const told = answerOfTool(sandbox, kind, run);
			if (kind === 'requesting' && onError === 'stopWorkflow')
				await expect(told).rejects.toThrow('Use the two-letter code ID instead.');
			else expect(await told).toContain('Use the two-letter code ID instead.');
		},
	);

	const refusals: Array<[string, IDataObject, SandboxOptions, string]> = [
		['a country’s name', { Region: 'Indonesia' }, {}, 'Use the two-letter code ID instead.'],
		['a country that is none', { Region: 'Asia' }, {}, 'Use a two-letter ISO 3166-1 code'],
		['a name for a code', { App: 'My own site' }, {}, 'Use a code from your GoSMS admin panel'],
		['no stock', {}, { stock: { ID: 0 } }, 'Try another region or app, or try again later.'],
		['no price', {}, { priceFailure: true }, 'Ask the GoSMS administrator to check the prices'],
		[
			'no money',
			{},
			{ accounts: [{ key: 'ch_sandbox', balance: 0.1, billingType: 'prepaid' }] },
			'Top up the account',
		],
	];

	it.each(refusals)(
		'learns from the message about %s what to do',
		async (_, given, world, told) => {
			const sandbox = await withSandbox(world);
			const args = { App: 'whatsapp', Region: 'ID', ...given };
			const answer = await answerOfTool(sandbox, kind, { parameters: buying, args });
			expect(answer).toContain(told);
			expect(sandbox.control.orders()).toEqual([]);
		},
	);
});

it('a model that leaves a field out is told so by the node', async () => {
	const sandbox = await withSandbox();
	const told = await answerOfTool(sandbox, 'requesting', {
		parameters: buying,
		args: { App: 'whatsapp' },
	});
	expect(told).toContain('The region is empty. Choose a country or give its two-letter code');
});

it('numbers may come as text also where n8n told the model otherwise', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: 5_000 } } });
	const timeoutSeconds = fromAi('Seconds', '', 'number');
	const parameters = { ...buying, options: { timeoutSeconds } };
	const args = { App: 'whatsapp', Region: 'ID', Seconds: '60' };
	const answer = await answerOfTool(sandbox, 'requesting', { parameters, args });
	expect(JSON.parse(answer)).toMatchObject([{ status: 'received' }]);
});
