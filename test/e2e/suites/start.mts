import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient, owner, type Workflow } from '../../n8n/client.mts';
import { exampleNames } from '../../n8n/examples.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { versions } from '../../n8n/versions.mts';
import { control } from '../../sandbox/control/remoteControl.mts';
import { StartCommand } from '../startCommand.mts';
import type { Check, Suite } from '../suite.mts';

const root = join(import.meta.dirname, '..', '..', '..');

/** `npm start` over four starts, with a folder of its own. */
export const startSuite: Suite = {
	name: 'start',
	versions: versions.slice(0, 1),
	run: async (_version, check) => {
		const folder = mkdtempSync(join(tmpdir(), 'gosms-start-'));
		try {
			await checkStart(folder, check);
		} finally {
			StartCommand.killAll();
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

type ListedWorkflow = Workflow & { isArchived: boolean };

/** The example that is archived. */
const putAway = 'get a verification code';

async function checkStart(folder: string, check: Check): Promise<void> {
	let ids: string[] = [];
	let code = '';

	const first = StartCommand.byNpm(folder);
	await check('one command opens n8n, and its example gets the code from the form', async () => {
		await first.opened();
		assert.equal(first.printed('sign in'), `${owner.email}  ${owner.password}`);
		const { key, n8nUrl } = await control(first.printed('phone'), 'state');
		assert.deepEqual([first.printed('API key'), first.printed('n8n')], [key, n8nUrl]);
		assert.equal(first.printed('base URL'), new URL('/api/v1', first.printed('phone')).href);
		const client = await signedIn(first);
		assert.match(await codeOfExample(first, client), /^\d{6}$/);
		const workflows = await workflowsOf(client);
		assert.equal(workflows.length, exampleNames.length);
		ids = workflows.map(({ id }) => id).sort();

		await client.activate(await workflowOfTrigger(client));
		await client.patch(`/workflows/${exampleOf(first)}`, { name: 'Mine' });
	});

	await check('an SMS comes when it is delivered on the phone', async () => {
		const client = await signedIn(first);
		assert.equal(await deliveredCode(first, client, '0042'), '0042');
		const { id } = await workflowNamed(client, putAway);
		await client.post(`/workflows/${id}/archive`, {});
	});

	await check('a second one on the same folder is refused', async () => {
		const second = StartCommand.alone(folder);
		assert.equal(await second.ended(), 1);
		assert.match(second.output, /already running/);
	});

	await check('Ctrl-C ends all of it', async () => {
		await first.pressCtrlC();
		assert.match(first.output, /Stopping n8n/);
		for (const name of ['n8n', 'phone']) await assert.rejects(fetch(first.printed(name)));
	});

	const second = StartCommand.alone(folder);
	await check('the next start keeps what was changed and put away', async () => {
		await second.opened();
		const client = await signedIn(second);
		const workflows = await workflowsOf(client);
		assert.deepEqual(workflows.map(({ id }) => id).sort(), ids);
		const mine = workflows.find(({ id }) => id === exampleOf(second));
		assert.equal(mine?.name, 'Mine');
		assert.equal((await workflowNamed(client, putAway)).isArchived, true);
		code = await codeOfExample(second, client);
		assert.match(code, /^\d{6}$/);
	});

	await check('a trigger that was active tells of what happens in the new sandbox', async () => {
		const client = await signedIn(second);
		const { id } = await workflowOfTrigger(client);
		const isTold = async () => {
			const executions = await client.executions(id);
			const events = executions.flatMap((one) => one.outputOf('A code has arrived'));
			return events.some((event) => event.code === code);
		};
		await untilTrue('the code', isTold, 130_000);
	});

	await check('n8n does not outlive a hard end of the command', async () => {
		second.killAlone();
		await second.nothingLeft(40_000);
	});

	await check('Ctrl-C in the middle of the start after that ends it too', async () => {
		const third = StartCommand.alone(folder, '--reset');
		await untilTrue('n8n starting', () => third.output.includes('Starting n8n'));
		assert.equal(await third.pressCtrlC(), 0);
	});

	// Another program on its port, which hangs up on everybody.
	const taken = createServer((socket) => socket.destroy()).unref();
	const { port } = new URL(first.printed('phone'));
	await new Promise<void>((resolve) => taken.listen(Number(port), '127.0.0.1', resolve));
	await check(
		'--reset forgets; npm run dev leaves a taken port, and reloads a change',
		async () => {
			const source = join(folder, 'source');
			for (const path of ['nodes', 'credentials', 'tsconfig.json'])
				cpSync(join(root, path), join(source, path), { recursive: true });
			symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
			const dev = StartCommand.dev(folder, source);
			await dev.opened();
			assert.notEqual(dev.printed('phone'), first.printed('phone'));
			const client = await signedIn(dev);
			const names = (await workflowsOf(client)).map(({ name }) => name);
			assert.equal(names.length, exampleNames.length);
			assert.ok(!names.includes('Mine'));
			const file = join(source, 'nodes', 'GoSms', 'GoSms.node.ts');
			const text = readFileSync(file, 'utf8');
			writeFileSync(file, text.replace("displayName: 'GoSMS'", "displayName: 'Other'"));
			// n8n may be in the middle of writing that file.
			const types = async () =>
				await client.types<{ displayName: string }>('nodes').catch(() => []);
			const isThere = async () => (await types()).some((one) => one.displayName === 'Other');
			await untilTrue('the other name', isThere);
			assert.equal(await dev.pressCtrlC(), 0);
		},
	);
}

const workflowsOf = async (client: N8nClient) => await client.get<ListedWorkflow[]>('/workflows');

async function workflowNamed(client: N8nClient, name: string): Promise<ListedWorkflow> {
	const found = (await workflowsOf(client)).find((one) => one.name === `GoSMS: ${name}`);
	assert.ok(found);
	return found;
}

const workflowOfTrigger = async (client: N8nClient) =>
	await workflowNamed(client, 'go on when a code arrives');

async function signedIn(command: StartCommand): Promise<N8nClient> {
	const client = new N8nClient(command.printed('n8n'));
	await client.signIn();
	return client;
}

/** The ID in the address that it says to open first. */
function exampleOf(command: StartCommand): string {
	return /\/workflow\/(\w+)/.exec(command.output)?.[1] ?? '';
}

const startNode = 'When clicking ‘Execute workflow’';
const buyer = 'Buy a number and wait';

/** Executes the example to begin with: the form of the sandbox gets the number, and its code. */
async function codeOfExample(command: StartCommand, client: N8nClient): Promise<string> {
	const workflow = await client.get<Workflow>(`/workflows/${exampleOf(command)}`);
	const { status, error, outputOf } = await client.runToEnd(workflow, startNode);
	assert.equal(status, 'success', error);
	assert.equal(outputOf('Send the code back')[0]?.confirmed, true);
	return String(outputOf(buyer)[0]?.code);
}

/** Executes the example that gets a code, and delivers as the phone does. */
async function deliveredCode(command: StartCommand, client: N8nClient, code: string) {
	const { id } = await workflowNamed(client, putAway);
	const executionId = await client.run(await client.get(`/workflows/${id}`), startNode);
	const phone = command.printed('phone');
	const pending = async () => {
		const orders = await control(phone, 'orders');
		return orders.findLast(({ phase }) => phase === 'pending')?.orderId;
	};
	await untilTrue('an order', async () => (await pending()) !== undefined);
	await control(phone, 'deliver', (await pending()) ?? NaN, { code, content: `It is ${code}` });
	const { status, error, outputOf } = await client.ended(executionId);
	assert.equal(status, 'success', error);
	return outputOf(buyer)[0]?.code;
}
