import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient, owner, type Workflow } from '../../n8n/client.mts';
import { exampleNames } from '../../n8n/examples.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { versions } from '../../n8n/versions.mts';
import { StartCommand } from '../startCommand.mts';
import type { Check, Suite } from '../suite.mts';

const root = join(import.meta.dirname, '..', '..', '..');

/** `npm start` over three starts, with a folder of its own. */
export const startSuite: Suite = {
	name: 'start',
	versions: versions.slice(0, 1),
	run: async (_version, check) => {
		const folder = mkdtempSync(join(tmpdir(), 'gosms-start-'));
		const commands: StartCommand[] = [];
		try {
			await checkStart(folder, check, (command) => {
				commands.push(command);
				return command;
			});
		} finally {
			for (const command of commands) command.killAll();
			rmSync(folder, { recursive: true, force: true });
		}
	},
};

type Started = (command: StartCommand) => StartCommand;
type ListedWorkflow = Workflow & { isArchived: boolean };

async function checkStart(folder: string, check: Check, started: Started): Promise<void> {
	let ids: string[] = [];
	let code = '';

	const first = started(StartCommand.byNpm(folder));
	await check(
		'one command opens n8n, and its example types the number into the form and gets the code',
		async () => {
			await first.opened();
			assert.equal(first.printed('sign in'), `${owner.email}  ${owner.password}`);
			const state = await fetch(new URL('/__sandbox/state', first.printed('phone')));
			const { key, n8nUrl } = (await state.json()) as { key: string; n8nUrl: string };
			assert.deepEqual([first.printed('API key'), first.printed('n8n')], [key, n8nUrl]);
			assert.equal(first.printed('base URL'), new URL('/api/v1', first.printed('phone')).href);
			const client = await signedIn(first);
			assert.match(await codeOfExample(first, client), /^\d{6}$/);
			const workflows = await client.get<ListedWorkflow[]>('/workflows');
			assert.equal(workflows.length, exampleNames.length);
			ids = workflows.map(({ id }) => id).sort();

			await client.activate(await workflowOfTrigger(client));
			await client.patch(`/workflows/${exampleOf(first)}`, { name: 'Mine' });
		},
	);

	await check('an SMS comes when it is delivered on the phone', async () => {
		assert.equal(await deliveredCode(first, await signedIn(first), '0042'), '0042');
	});

	await check('a second one on the same folder is refused', async () => {
		const second = started(StartCommand.alone(folder));
		assert.equal(await second.ended(), 1);
		assert.match(second.output, /already running/);
	});

	await check('Ctrl-C ends all of it', async () => {
		first.pressCtrlC();
		await first.ended();
		assert.match(first.output, /Stopping n8n/);
		await untilTrue('the end of all processes', () => !first.hasProcesses(), 10_000);
		for (const name of ['n8n', 'phone']) await assert.rejects(fetch(first.printed(name)));
	});

	const second = started(StartCommand.alone(folder));
	await check('the next start keeps what a person changed', async () => {
		await second.opened();
		const client = await signedIn(second);
		const workflows = await client.get<ListedWorkflow[]>('/workflows');
		assert.deepEqual(workflows.map(({ id }) => id).sort(), ids);
		const mine = workflows.find(({ id }) => id === exampleOf(second));
		assert.equal(mine?.name, 'Mine');
		code = await codeOfExample(second, client);
	});

	await check('a trigger that was active tells of what happens in the new sandbox', async () => {
		const client = await signedIn(second);
		const { id } = await workflowOfTrigger(client);
		const told = async () => {
			const executions = await client.executions(id);
			return executions.flatMap((one) => one.outputOf('A code has arrived'));
		};
		await untilTrue(
			'the code',
			async () => (await told()).some((event) => event.code === code),
			130_000,
		);
	});

	await check('n8n does not outlive a hard end of the command', async () => {
		const client = await signedIn(second);
		const { id } = await workflowOfTrigger(client);
		await client.post(`/workflows/${id}/archive`, {});
		second.killAlone();
		await untilTrue('the end of all processes', () => !second.hasProcesses(), 40_000);
	});

	const taken = await take(Number(new URL(second.printed('phone')).port));
	const third = started(StartCommand.alone(folder));
	await check(
		'the start after that brings nothing back that was put away, and finds a busy sandbox port',
		async () => {
			await third.opened();
			assert.notEqual(third.printed('phone'), second.printed('phone'));
			const client = await signedIn(third);
			const workflows = await client.get<ListedWorkflow[]>('/workflows');
			assert.deepEqual(workflows.map(({ id }) => id).sort(), ids);
			assert.equal((await workflowOfTrigger(client)).isArchived, true);
			assert.match(await codeOfExample(third, client), /^\d{6}$/);
			third.pressCtrlC();
			assert.equal(await third.ended(), 0);
			await new Promise((resolve) => taken.close(resolve));
		},
	);

	await check('Ctrl-C in the middle of a start ends it too, and --reset forgets', async () => {
		const fourth = started(StartCommand.alone(folder, '--reset'));
		await untilTrue('n8n starting', () => fourth.output.includes('Starting n8n'));
		fourth.pressCtrlC();
		assert.equal(await fourth.ended(), 0);
		await untilTrue('the end of all processes', () => !fourth.hasProcesses(), 10_000);
		const fifth = started(StartCommand.alone(folder));
		await fifth.opened();
		const client = await signedIn(fifth);
		const names = (await client.get<ListedWorkflow[]>('/workflows')).map(({ name }) => name);
		assert.equal(names.length, exampleNames.length);
		assert.ok(!names.includes('Mine'));
		fifth.pressCtrlC();
		assert.equal(await fifth.ended(), 0);
	});

	await check('npm run dev compiles a change, and n8n reloads it', async () => {
		const source = join(folder, 'source');
		for (const path of ['nodes', 'credentials', 'tsconfig.json'])
			cpSync(join(root, path), join(source, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
		const dev = started(StartCommand.dev(folder, source));
		await dev.opened();
		const client = await signedIn(dev);
		const file = join(source, 'nodes', 'GoSms', 'GoSms.node.ts');
		const changed = readFileSync(file, 'utf8').replace(
			"displayName: 'GoSMS'",
			"displayName: 'Other'",
		);
		writeFileSync(file, changed);
		const isThere = async () => {
			const types = await client.types<{ displayName: string }>('nodes');
			return types.some(({ displayName }) => displayName === 'Other');
		};
		// n8n may be in the middle of writing that file.
		await untilTrue('the other name', async () => await isThere().catch(() => false));
		dev.pressCtrlC();
		assert.equal(await dev.ended(), 0);
		await untilTrue('the end of all processes', () => !dev.hasProcesses(), 10_000);
	});
}

async function workflowOfTrigger(client: N8nClient): Promise<ListedWorkflow> {
	const workflows = await client.get<ListedWorkflow[]>('/workflows');
	const found = workflows.find(({ name }) => name.includes('go on when a code arrives'));
	assert.ok(found);
	return found;
}

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
	const listed = await client.get<ListedWorkflow[]>('/workflows');
	const id = listed.find(({ name }) => name === 'GoSMS: get a verification code')?.id;
	const workflow = await client.get<Workflow>(`/workflows/${id}`);
	const executionId = await client.run(workflow, startNode);
	const control = new URL('/__sandbox', command.printed('phone')).href;
	const pending = async () => {
		const answer = await fetch(`${control}/state?limit=1`);
		const { orders } = (await answer.json()) as {
			orders: Array<{ orderId: number; phase: string }>;
		};
		return orders.find(({ phase }) => phase === 'pending')?.orderId;
	};
	await untilTrue('an order', async () => (await pending()) !== undefined);
	const body = JSON.stringify({ code, content: `It is ${code}` });
	await fetch(`${control}/orders/${await pending()}/deliver`, { method: 'POST', body });
	const { status, error, outputOf } = await client.ended(executionId);
	assert.equal(status, 'success', error);
	return outputOf(buyer)[0]?.code;
}

/** Another program on a port, which hangs up on everybody. */
async function take(port: number) {
	const server = createServer((socket) => socket.destroy()).unref();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return server;
}
