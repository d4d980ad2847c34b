import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { startWorkflow, type SubWorkflow } from '../support/engine.mts';
import { systemClock, until } from '../support/fastClock.mts';
import { order } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import { outcomeOf, setupFor } from '../support/runGoSms.mts';
import {
	countOf,
	phases,
	quiet,
	test,
	withoutRefund,
	withSandbox,
} from '../support/withSandbox.mts';

const runWorkflow = { __rl: true, mode: 'list', value: 77 };

type Use = (...given: [...Parameters<SubWorkflow>, () => void]) => ReturnType<SubWorkflow>;

/** Runs with a workflow that uses the number. @param use what that does, in this sandbox */
async function runUsing(
	use: Use,
	options: INodeParameters = {},
	world: SandboxOptions = quiet,
	items = [{}],
) {
	const sandbox = await withSandbox(world);
	return await run(sandbox, order('createAndWait', { runWorkflow, options }), {
		items,
		executeWorkflow: async (item, id) =>
			await use(item, id, () => sandbox.control.deliver(Number(item.order_id), { code: '0042' })),
	});
}

const entered = () => Promise.resolve({ data: [[{ json: { entered: true } }]] });
const failing = (words = 'The form has no such field') => Promise.reject(new Error(words));

describe('a workflow that uses the number', () => {
	it('gets the order and the input item, and is waited for: its result stands beside the code', async () => {
		const got: unknown[] = [];
		const use: Use = async (item, id, deliver) => {
			got.push(id, item);
			deliver();
			// Although the code is there.
			await systemClock.sleep(20_000);
			return await entered();
		};
		const { json } = await runUsing(use, {}, quiet, [{ user: 'ann' }]);
		const [{ order_id, phone } = {}] = json;
		const given = { order_id, phone, status: 'pending', input: { user: 'ann' } };
		// As text, however it is chosen.
		expect(got).toEqual(['77', expect.objectContaining(given)]);
		expect(json).toMatchObject([{ code: '0042', workflow_result: { entered: true } }]);
	});

	it.each([
		['executeWorkflowTrigger', '1', 0],
		['executeWorkflowTrigger', ' 1 ', 0],
		['executeWorkflowTrigger', 1, 0],
		['manualTrigger', '1', 1],
	])('may be its own, but not one that runs the node again: from %s as %p', async (...row) => {
		const [trigger, value, bought] = row;
		const sandbox = await withSandbox(quiet);
		const parameters = order('createAndWait', { runWorkflow: { ...runWorkflow, value } });
		const setup = setupFor(sandbox, { parameters, executeWorkflow: () => failing() });
		const [start] = setup.workflow.nodes;
		if (start) start.type = `n8n-nodes-base.${trigger}`;
		const { error } = outcomeOf(await startWorkflow(setup).finished);
		expect(error?.message).toMatch(bought ? /has no such field/ : /endlessly\. Choose another/);
		expect(countOf(sandbox, 'create')).toBe(bought);
	});

	test('that fails has its number given back, and its own words are the error', async () => {
		const { sandbox, error } = await runUsing(() => failing());
		expect(error?.message).toContain(
			'order 12345 failed: The form has no such field. The number was',
		);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	test('that fails is not called refunded when GoSMS shows no refund', async () => {
		const { error } = await runUsing(() => failing(), {}, { ...quiet, faults: withoutRefund });
		expect(error?.message).toMatch(
			/no such field\. GoSMS cancelled order 12345, but shows no refund: check the transactions\./,
		);
		expect(error?.message).not.toMatch(/and refunded/);
	});

	test.each([
		['after the code', 20_000],
		['just when the SMS has come', 0],
	])('that fails %s leaves the code, with a hint', async (_name, afterMs) => {
		const { json, hints } = await runUsing(async (_item, _id, deliver) => {
			deliver();
			if (afterMs > 0) await systemClock.sleep(afterMs);
			return await failing();
		});
		expect(json).toMatchObject([{ code: '0042', workflow_error: 'The form has no such field' }]);
		expect(hints).toEqual([expect.stringMatching(/but the code arrived/)]);
	});

	test('that goes to wait goes on by itself, and the node is not put to wait with it', async () => {
		const waitTill = new Date(Date.now() + 3_600_000);
		const world = { ...quiet, sms: { default: { delayMs: 20_000 } } };
		const outcome = await runUsing(() => Promise.resolve({ waitTill }), {}, world);
		expect(outcome.json).toMatchObject([{ code: expect.stringMatching(/^\d{6}$/) }]);
		expect(outcome.run.waitTill).toBeUndefined();
		expect(outcome.hints).toEqual([expect.stringMatching(/its result is not in the output/)]);
	});

	test('that never ends is left by Stop, with the number given back', async () => {
		const { sandbox, stop } = await start(quiet, order('createAndWait', { runWorkflow }), {
			executeWorkflow: () => new Promise(() => undefined),
		});
		await until(() => countOf(sandbox, 'order') > 0);
		await stop();
		await until(() => phases(sandbox)[0] === 'cancelled');
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	test.each([
		['Workflow is not active and cannot be executed.', /not published\. Publish it/],
		['Workflow does not exist.', /no longer exists\. Choose another one/],
		['Missing node to start execution', /When Executed by Another Workflow/],
		['The sub-workflow (x) cannot be called by this workflow', /can be called by/],
	])('that cannot run says what to do, and costs one number: %s', async (words, remedy) => {
		const world = { ...quiet, orderLifeMs: 60_000 };
		const { sandbox, error } = await runUsing(() => failing(words), { numbersToTry: 3 }, world);
		expect(error?.message).toMatch(/^n8n could not run the workflow that uses the number: it/);
		expect(error?.message).toMatch(remedy);
		expect(error?.message).toMatch(/The number was given back/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	test.each([
		'The resource you are requesting could not be found',
		'Forbidden - perhaps check your credentials?',
		'The form does not exist',
		'Access denied',
	])('whose own node says “%s” is not taken for one that cannot run', async (words) => {
		const { error } = await runUsing(() => failing(words));
		expect(error?.message).toContain(`number of order 12345 failed: ${words}`);
		expect(error?.message).not.toMatch(/could not run/);
	});
});

describe('several numbers to try', () => {
	const dead = { ...quiet, orderLifeMs: 60_000 };

	test('are bought one after the other, until a code comes', async () => {
		let used = 0;
		const use: Use = (_item, _id, deliver) => {
			if (++used === 3) deliver();
			return entered();
		};
		const options = { numbersToTry: 5, timeoutSeconds: 10 };
		const { sandbox, json, hints } = await runUsing(use, options, dead);
		expect(json).toMatchObject([{ order_id: 12347, code: '0042', attempts: 3 }]);
		expect(phases(sandbox)).toEqual(['cancelled', 'cancelled', 'received']);
		expect(hints).toEqual([expect.stringMatching(/cancelled and refunded \(2 orders\)/)]);
	});

	test('are tried when the workflow fails too, and the last one’s failure is the error', async () => {
		const { sandbox, error } = await runUsing(() => failing(), { numbersToTry: 2 }, dead);
		expect(error?.message).toMatch(/order 12346 failed/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
		expect(countOf(sandbox, 'create')).toBe(2);
	});

	test('end without a code as one number does', async () => {
		const two = order('createAndWait', { options: { numbersToTry: 2, timeoutSeconds: 5 } });
		const { json } = await run(dead, two);
		expect(json).toMatchObject([{ code: null, status: 'cancelled', attempts: 2 }]);
	});
});
