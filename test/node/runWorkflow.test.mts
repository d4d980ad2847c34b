import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/server.mts';
import type { SubWorkflow } from '../support/engine.mts';
import { systemClock, until } from '../support/fastClock.mts';
import { order } from '../support/parameters.mts';
import { runGoSms, startGoSms, type Outcome } from '../support/runGoSms.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const never = { sms: { default: { delayMs: null } }, completeAfterMs: null };
const chosen = { __rl: true, mode: 'list', value: 'sub' };

const withWorkflow = (options: INodeParameters = {}) =>
	order('createAndWait', { runWorkflow: chosen, options });

const hintsOf = ({ run }: Outcome) =>
	(run.data.resultData.runData.GoSMS?.[0]?.hints ?? []).map(({ message }) => message);

/** A form of one's own: whoever enters a number there gets an SMS on it. */
const form =
	(sandbox: Sandbox): SubWorkflow =>
	({ order_id }) => {
		sandbox.control.deliver(Number(order_id), { code: '0042' });
		return Promise.resolve({ data: [[{ json: { entered: true } }]] });
	};

const failing: SubWorkflow = () => Promise.reject(new Error('The form has no such field'));

describe('a workflow that uses the number', () => {
	it('gets the order and the input item, and its result stands beside the code', async () => {
		const sandbox = await withSandbox(never);
		const got: unknown[] = [];
		const { json } = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			items: [{ user: 'ann' }],
			executeWorkflow: async (item, id) => {
				got.push(id, item);
				return await form(sandbox)(item, id);
			},
		});
		const [{ order_id, phone } = {}] = json;
		expect(got).toEqual([
			'sub',
			expect.objectContaining({ order_id, phone, status: 'pending', input: { user: 'ann' } }),
		]);
		expect(json).toMatchObject([{ code: '0042', workflow_result: { entered: true } }]);
	});

	it('is waited for when the code comes first', async () => {
		const sandbox = await withSandbox(never);
		const { json } = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: async (item, id) => {
				const end = await form(sandbox)(item, id);
				await systemClock.sleep(20_000);
				return end;
			},
		});
		expect(json).toMatchObject([{ code: '0042', workflow_result: { entered: true } }]);
	});

	it('that fails has its number given back, and its own words are the error', async () => {
		const sandbox = await withSandbox(never);
		const { error } = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: failing,
		});
		expect(error?.message).toMatch(
			/number of order 12345 failed: The form has no such field\. The number was given back/,
		);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it('that fails after the code leaves the code, with a hint', async () => {
		const sandbox = await withSandbox(never);
		const outcome = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: async (item, id) => {
				await form(sandbox)(item, id);
				await systemClock.sleep(20_000);
				return await failing(item, id);
			},
		});
		expect(outcome.json).toMatchObject([
			{ code: '0042', workflow_error: 'The form has no such field' },
		]);
		expect(hintsOf(outcome)).toEqual([expect.stringMatching(/but the code arrived/)]);
	});

	it('that fails just when the SMS has come leaves the code too', async () => {
		const sandbox = await withSandbox(never);
		const { json } = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: async (item, id) => {
				await form(sandbox)(item, id);
				return await failing(item, id);
			},
		});
		expect(json).toMatchObject([{ code: '0042', workflow_error: expect.any(String) }]);
	});

	it('that goes to wait goes on by itself, and the node is not put to wait with it', async () => {
		const sandbox = await withSandbox({ ...never, sms: { default: { delayMs: 20_000 } } });
		const outcome = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: () => Promise.resolve({ waitTill: new Date(Date.now() + 3_600_000) }),
		});
		expect(outcome.json).toMatchObject([{ code: expect.stringMatching(/^\d{6}$/) }]);
		expect(outcome.run.waitTill).toBeUndefined();
		expect(hintsOf(outcome)).toEqual([expect.stringMatching(/its result is not in the output/)]);
	});

	it('that never ends is left by Stop, with the number given back', async () => {
		const sandbox = await withSandbox(never);
		const { finished, stop } = startGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: () => new Promise(() => undefined),
		});
		await until(() => countOf(sandbox, 'order') > 0);
		stop();
		await finished.catch(() => undefined);
		await until(() => sandbox.control.account().frozenBalance === 0);
		expect(sandbox.control.order(12345).phase).toBe('cancelled');
	});

	it.each([
		['Workflow is not active and cannot be executed.', /not published\. Publish it/],
		['Workflow does not exist.', /does not exist any more\. Choose another one/],
		['Missing node to start execution', /When Executed by Another Workflow/],
		['The sub-workflow (x) cannot be called by this workflow', /can be called by/],
	])('that cannot run says what to do, and costs one number: %s', async (words, remedy) => {
		const sandbox = await withSandbox({ ...never, orderLifeMs: 60_000 });
		const { error } = await runGoSms(sandbox, {
			parameters: withWorkflow({ numbersToTry: 3 }),
			executeWorkflow: () => Promise.reject(new Error(words)),
		});
		expect(error?.message).toMatch(/^n8n could not run the workflow that uses the number: it/);
		expect(error?.message).toMatch(remedy);
		expect(error?.message).toMatch(/The number was given back/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
		expect(countOf(sandbox, 'create')).toBe(1);
	});

	it.each([
		'The resource you are requesting could not be found',
		'Forbidden - perhaps check your credentials?',
		'The form does not exist',
		'Access denied',
	])('whose own node says “%s” is not taken for one that cannot run', async (words) => {
		const sandbox = await withSandbox(never);
		const { error } = await runGoSms(sandbox, {
			parameters: withWorkflow(),
			executeWorkflow: () => Promise.reject(new Error(words)),
		});
		expect(error?.message).toMatch(/number of order 12345 failed/);
		expect(error?.message).toContain(words);
		expect(error?.message).not.toMatch(/could not run/);
	});
});

describe('several numbers to try', () => {
	const dead = { ...never, orderLifeMs: 60_000 };

	it('are bought one after the other, until a code comes', async () => {
		const sandbox = await withSandbox(dead);
		let used = 0;
		const outcome = await runGoSms(sandbox, {
			parameters: withWorkflow({ numbersToTry: 5, timeoutSeconds: 10 }),
			executeWorkflow: async (item, id) =>
				++used < 3 ? { data: [[{ json: {} }]] } : await form(sandbox)(item, id),
		});
		expect(outcome.json).toMatchObject([{ order_id: 12347, code: '0042', attempts: 3 }]);
		expect(sandbox.control.orders().map(({ phase }) => phase)).toEqual([
			'cancelled',
			'cancelled',
			'received',
		]);
		expect(hintsOf(outcome)).toEqual([
			expect.stringMatching(/cancelled and refunded \(2 orders\)/),
		]);
	});

	it('are tried when the workflow fails too, and the last one’s failure is the error', async () => {
		const sandbox = await withSandbox(dead);
		const { error } = await runGoSms(sandbox, {
			parameters: withWorkflow({ numbersToTry: 2 }),
			executeWorkflow: failing,
		});
		expect(error?.message).toMatch(/order 12346 failed/);
		expect(sandbox.control.account().frozenBalance).toBe(0);
		expect(countOf(sandbox, 'create')).toBe(2);
	});

	it('end without a code as one number does', async () => {
		const sandbox = await withSandbox(dead);
		const { json } = await runGoSms(sandbox, {
			parameters: order('createAndWait', { options: { numbersToTry: 2, timeoutSeconds: 5 } }),
		});
		expect(json).toMatchObject([{ code: null, status: 'cancelled', attempts: 2 }]);
	});

	it('are not bought while the one before could not be given back', async () => {
		const sandbox = await withSandbox({
			...dead,
			earlyCancelMs: 1_000_000,
			overdueStatus: 'pending',
		});
		sandbox.control.setSettings({ orderLifeMs: 60_000 });
		const { json } = await runGoSms(sandbox, {
			parameters: order('createAndWait', { options: { numbersToTry: 2, timeoutSeconds: 5 } }),
		});
		expect(json).toHaveLength(1);
		const orders = sandbox.control.orders();
		const frozenAtOnce = orders.filter(({ phase }) => phase === 'pending').length;
		expect(frozenAtOnce).toBeLessThanOrEqual(1);
	});

	it.each([0, 11, 1.5, 'many'])('cannot be %s', async (numbersToTry) => {
		const sandbox = await withSandbox();
		const { error } = await runGoSms(sandbox, {
			parameters: order('createAndWait', { options: { numbersToTry } }),
		});
		expect(error?.message).toMatch(/Numbers to Try cannot be/);
		expect(sandbox.requests).toEqual([]);
	});
});
