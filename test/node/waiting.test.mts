import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { systemClock } from '../support/fastClock.mts';
import { id, order } from '../support/parameters.mts';
import { runGoSms, type Outcome } from '../support/runGoSms.mts';
import { countOf, withSandbox } from '../support/withSandbox.mts';

const never = { sms: { default: { delayMs: null } } };
const asked = { phone: '+62812', project_code: 'whatsapp', region: 'ID' };
const shortLife = { ...never, orderLifeMs: 60_000 };

async function createAndWait(options: INodeParameters, sandbox: SandboxOptions): Promise<Outcome> {
	const parameters = order('createAndWait', { options });
	return await runGoSms(await withSandbox({ completeAfterMs: null, ...sandbox }), { parameters });
}

describe('Create and Wait', () => {
	const ends: Array<[string, INodeParameters, SandboxOptions, IDataObject]> = [
		[
			'cancels at the time-out, by default, and gives the refund',
			{ timeoutSeconds: 10 },
			never,
			{ status: 'cancelled', code: null, content: null, refund_amount: 0.5 },
		],
		[
			'leaves the order open when told to keep it',
			{ timeoutSeconds: 10, onTimeout: 'keep' },
			never,
			{ status: 'pending', code: null },
		],
		[
			'waits until the order expires (decision 1: the API says so)',
			{},
			{ ...shortLife, overdueStatus: 'expired' },
			{ status: 'expired', code: null },
		],
		[
			'takes a pending order for expired when it is overdue (decision 1)',
			{},
			{ ...shortLife, overdueStatus: 'pending' },
			{ status: 'expired', code: null },
		],
		[
			'takes an order that was cancelled at its expiry for expired (decision 1)',
			{},
			{ ...shortLife, overdueStatus: 'cancelled' },
			{ status: 'expired', code: null },
		],
		[
			'takes ORDER_EXPIRED in place of the order for expired (decision 1)',
			{},
			{ ...shortLife, overdueGet: 'refuse' },
			{ status: 'expired', code: null },
		],
		[
			'tells a cancellation by another client from an expiry (decision 1)',
			{},
			{ sms: { default: { delayMs: null, cancelAfterMs: 10_000 } } },
			{ status: 'cancelled', code: null },
		],
		[
			'takes completed for arrived (decision 2)',
			{},
			{ sms: { default: { delayMs: 4_000, completeAfterMs: 1 } } },
			{ status: 'completed', code: expect.stringMatching(/^\d{6}$/) },
		],
		[
			'gets an SMS of the last second',
			{},
			{ orderLifeMs: 60_000, sms: { default: { lastSecond: true } } },
			{ status: 'received', code: expect.stringMatching(/^\d{6}$/) },
		],
		[
			'hands on a text without code as it is (decision 13)',
			{},
			{ sms: { default: { delayMs: 4_000, code: null, content: 'Hello' } } },
			{ status: 'received', code: null, content: 'Hello' },
		],
		[
			'can do without the text',
			{ includeSmsText: false },
			{ sms: { default: { delayMs: 4_000, code: '0042' } } },
			{ status: 'received', code: '0042' },
		],
		[
			'tries a refused cancel again before the order expires (decision 15)',
			{ timeoutSeconds: 5 },
			{ ...never, orderLifeMs: 120_000, earlyCancelMs: 60_000 },
			{ status: 'cancelled', code: null, refund_amount: 0.5 },
		],
		[
			'goes by the server’s clock, ten minutes ahead (decision 8)',
			{},
			{ ...shortLife, skewMs: 600_000, overdueStatus: 'pending' },
			{ status: 'expired', code: null },
		],
		[
			'goes by the server’s clock, ten minutes behind (decision 8)',
			{},
			{ sms: { default: { delayMs: 30_000 } }, orderLifeMs: 60_000, skewMs: -600_000 },
			{ status: 'received' },
		],
		[
			'survives an outage, and delivers the code afterwards',
			{},
			{ faults: [{ kind: 'outage', durationMs: 120_000, skip: 1 }] },
			{ status: 'received' },
		],
		[
			'gives the money back after an outage at the time-out',
			{ timeoutSeconds: 30 },
			{ ...never, faults: [{ kind: 'outage', durationMs: 90_000, skip: 3 }] },
			{ status: 'cancelled', refund_amount: 0.5 },
		],
	];

	it.each(ends)('%s', async (_name, options, sandbox, expected) => {
		const { json, error } = await createAndWait(options, sandbox);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining(expected)]);
	});

	it('fails without a code when told to, and says what became of the money', async () => {
		const { error } = await createAndWait({ timeoutSeconds: 5, failWithoutCode: true }, never);
		expect(error?.message).toMatch(/got no code: it is cancelled\. Its price was refunded/);
	});

	it('waits on while the status is unknown, and hands it through (decision 3)', async () => {
		const sandbox = await withSandbox(never);
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		sandbox.control.setStatus(orderId, 'on_hold');
		const options = { timeoutSeconds: 20 };
		const { json } = await runGoSms(sandbox, {
			parameters: order('waitForSms', { orderId: id(orderId), options }),
		});
		expect(json).toEqual([expect.objectContaining({ status: 'on_hold', code: null })]);
	});

	it.each(['cancel', 'keep'])(
		'does not wait for ever when an unknown status outlasts the order: %s',
		async (onTimeout) => {
			const sandbox = await withSandbox(shortLife);
			const running = runGoSms(sandbox, {
				parameters: order('createAndWait', { options: { onTimeout } }),
			});
			while (sandbox.control.orders().length === 0) await new Promise((next) => setImmediate(next));
			const [bought] = sandbox.control.orders();
			const expired_at = new Date(systemClock.now() + 60_000).toISOString();
			const body = { ...asked, order_id: bought?.orderId, status: 'on_hold', expired_at };
			sandbox.control.addFault({ kind: 'wrongShape', endpoint: 'order', body, times: 'always' });
			const { json } = await running;
			expect(json).toEqual([expect.objectContaining({ status: 'on_hold', code: null })]);
			expect(countOf(sandbox, 'cancel')).toBe(onTimeout === 'cancel' ? 1 : 0);
		},
	);

	it('takes the SMS that makes its cancel fail (decision 9)', async () => {
		const sandbox = await withSandbox({
			sms: { default: { delayMs: 6_000 } },
			faults: [
				{ kind: 'latency', endpoint: 'cancel', ms: 5_000, clock: 'virtual', work: 'afterwards' },
			],
		});
		const { json } = await runGoSms(sandbox, {
			parameters: order('createAndWait', { options: { timeoutSeconds: 3 } }),
		});
		expect(countOf(sandbox, 'cancel')).toBe(1);
		expect(json).toEqual([expect.objectContaining({ status: 'received' })]);
		expect(json[0]?.code).toBeTruthy();
	});

	it.each(['dropAfter', 'emptyBody', 'brokenJson'] as const)(
		'knows the refund although the answer to the cancel was lost: %s',
		async (kind) => {
			const faults = [{ kind, endpoint: 'cancel' as const }];
			const { json } = await createAndWait({ timeoutSeconds: 3 }, { ...never, faults });
			expect(json).toEqual([expect.objectContaining({ status: 'cancelled', refund_amount: 0.5 })]);
		},
	);
});

it.each(['cancel', 'createAndWait'])(
	'%s reads a refund that is written as text',
	async (operation) => {
		const body = { message: '订单已取消,金额已退回', refund_amount: '0.50' };
		const sandbox = await withSandbox({
			...never,
			faults: [{ kind: 'wrongShape', endpoint: 'cancel', body }],
		});
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const fields = operation === 'cancel' ? { orderId } : { options: { timeoutSeconds: 3 } };
		const { json } = await runGoSms(sandbox, { parameters: order(operation, fields) });
		expect(json.map(({ refund_amount }) => Number(refund_amount))).toEqual([0.5]);
	},
);

describe('Wait for SMS', () => {
	it('keeps the order at the time-out, by default', async () => {
		const sandbox = await withSandbox(never);
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const { json } = await runGoSms(sandbox, {
			parameters: order('waitForSms', { orderId: id(orderId), options: { timeoutSeconds: 10 } }),
		});
		expect(json).toEqual([expect.objectContaining({ status: 'pending', code: null })]);
		expect(countOf(sandbox, 'cancel')).toBe(0);
	});

	describe('that is to cancel its order', () => {
		const parameters = order('waitForSms', {
			orderId: id('={{ $json.id }}'),
			options: { onTimeout: 'cancel' },
		});

		it('sends nothing when another item has a bad parameter', async () => {
			const sandbox = await withSandbox(never);
			const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
			for (const ids of [
				[orderId, ''],
				['', orderId],
			]) {
				await runGoSms(sandbox, { parameters, items: ids.map((one) => ({ id: one })) });
			}
			expect(sandbox.requests).toEqual([]);
		});

		it('says that it did so because another item has failed', async () => {
			const sandbox = await withSandbox(never);
			const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
			const { error } = await runGoSms(sandbox, {
				parameters,
				items: [{ id: orderId }, { id: 7 }],
			});
			expect(sandbox.control.order(orderId).phase).toBe('cancelled');
			expect(error?.message).toMatch(/has no order.*Given back: order 12345\. 0\.50 refunded/);
		});
	});

	it('says of an order that the API does not show any more that it has expired', async () => {
		const sandbox = await withSandbox({ ...never, overdueGet: 'refuse' });
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		sandbox.control.expire(orderId);
		const said = async (operation: string) =>
			(await runGoSms(sandbox, { parameters: order(operation, { orderId: id(orderId) }) })).error;
		expect((await said('waitForSms'))?.message).toMatch(/^The order has expired/);
		expect((await said('cancel'))?.message).toMatch(
			/was not cancelled because it is already expired/,
		);
	});

	it('gives at once what has arrived before', async () => {
		const sandbox = await withSandbox(never);
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		sandbox.control.deliver(orderId, { code: '1234' });
		const { json } = await runGoSms(sandbox, { parameters: order('waitForSms', { orderId }) });
		expect(json).toEqual([expect.objectContaining({ code: '1234' })]);
		expect(sandbox.requests).toHaveLength(1);
	});
});

it('asks for many orders together, and never too many', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: [5_000, 45_000] } } });
	const { json } = await runGoSms(sandbox, {
		parameters: order('createAndWait'),
		items: Array.from({ length: 60 }, () => ({})),
	});
	expect(json.filter((row) => row.code)).toHaveLength(60);
	expect(sandbox.requests.filter((entry) => entry.status === 429)).toEqual([]);
	// Each by itself would take eight. How few they are on any machine is for the simulation to tell.
	expect(sandbox.requests.length / 60).toBeLessThan(4);
});
