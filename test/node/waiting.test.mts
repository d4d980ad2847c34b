import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { SandboxOptions } from '../sandbox/server.mts';
import { systemClock, until } from '../support/fastClock.mts';
import { id, order } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import {
	buyElsewhere,
	countOf,
	phases,
	silent,
	test,
	withoutRefund,
	withSandbox,
} from '../support/withSandbox.mts';

const shortLife = { ...silent, orderLifeMs: 60_000 };
const smsAfter = (delayMs: number, more: object = {}) => ({
	sms: { default: { delayMs, ...more } },
});
const wait = (options: INodeParameters = {}) => order('createAndWait', { options });
const aCode = expect.stringMatching(/^\d{6}$/);

/** An order that was bought elsewhere. */
async function orderElsewhere(options: SandboxOptions = silent) {
	const sandbox = await withSandbox(options);
	return { sandbox, orderId: buyElsewhere(sandbox) };
}

describe('Create and Wait', () => {
	const pending = { status: 'pending', code: null };
	const expired = { status: 'expired', code: null };
	const cancelled = { status: 'cancelled', code: null };
	const refunded = { ...cancelled, refund_amount: 0.5 };
	const received = { status: 'received', code: aCode };
	const timeoutSeconds = 10;
	const outage = (durationMs: number, skip: number) => ({
		faults: [{ kind: 'outage' as const, durationMs, skip }],
	});

	test.each<{ world: SandboxOptions; expected: IDataObject; options?: INodeParameters }>`
		name                                                                           | world                                                                  | expected                                                | options
		${'cancels at the time-out, and gives the refund'}                             | ${silent}                                                              | ${refunded}                                             | ${{ timeoutSeconds }}
		${'can leave its order open'}                                                  | ${silent}                                                              | ${pending}                                              | ${{ timeoutSeconds, onTimeout: 'keep' }}
		${'waits until the order expires, which the API calls expired (decision 1)'}   | ${{ ...shortLife, overdueStatus: 'expired' }}                          | ${expired}                                              | ${undefined}
		${'waits until the order expires, which the API calls pending (decision 1)'}   | ${{ ...shortLife, overdueStatus: 'pending' }}                          | ${expired}                                              | ${undefined}
		${'waits until the order expires, which the API calls cancelled (decision 1)'} | ${{ ...shortLife, overdueStatus: 'cancelled' }}                        | ${expired}                                              | ${undefined}
		${'takes ORDER_EXPIRED in place of the order for expired (decision 1)'}        | ${{ ...shortLife, overdueGet: 'refuse' }}                              | ${expired}                                              | ${undefined}
		${'tells a cancellation by another client from an expiry (decision 1)'}        | ${{ sms: { default: { delayMs: null, cancelAfterMs: 10_000 } } }}      | ${cancelled}                                            | ${undefined}
		${'takes completed for arrived (decision 2)'}                                  | ${smsAfter(4_000, { completeAfterMs: 1 })}                             | ${{ status: 'completed', code: aCode }}                 | ${undefined}
		${'gets an SMS of the last second'}                                            | ${{ orderLifeMs: 60_000, sms: { default: { lastSecond: true } } }}     | ${received}                                             | ${undefined}
		${'hands on a text without code as it is (decision 13)'}                       | ${smsAfter(4_000, { code: null, content: 'Hello' })}                   | ${{ status: 'received', code: null, content: 'Hello' }} | ${undefined}
		${'can do without the text'}                                                   | ${smsAfter(4_000)}                                                     | ${received}                                             | ${{ includeSmsText: false }}
		${'goes by the server’s clock, ten minutes ahead (decision 8)'}                | ${{ ...shortLife, skewMs: 600_000, overdueStatus: 'pending' }}         | ${expired}                                              | ${undefined}
		${'goes by the server’s clock, ten minutes behind (decision 8)'}               | ${{ ...smsAfter(30_000), orderLifeMs: 60_000, skewMs: -600_000 }}      | ${received}                                             | ${undefined}
		${'survives an outage, and delivers the code afterwards'}                      | ${outage(120_000, 1)}                                                  | ${received}                                             | ${undefined}
		${'knows the refund although the answer to the cancel was lost: dropAfter'}    | ${{ ...silent, faults: [{ kind: 'dropAfter', endpoint: 'cancel' }] }}  | ${refunded}                                             | ${{ timeoutSeconds: 3 }}
		${'knows the refund although the answer to the cancel was lost: emptyBody'}    | ${{ ...silent, faults: [{ kind: 'emptyBody', endpoint: 'cancel' }] }}  | ${refunded}                                             | ${{ timeoutSeconds: 3 }}
		${'knows the refund although the answer to the cancel was lost: brokenJson'}   | ${{ ...silent, faults: [{ kind: 'brokenJson', endpoint: 'cancel' }] }} | ${refunded}                                             | ${{ timeoutSeconds: 3 }}
	`('$name', async ({ world, expected, options }) => {
		const { json, error, hints } = await run({ completeAfterMs: null, ...world }, wait(options));
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining(expected)]);
		if ('overdueStatus' in world) expect(hints).toEqual(['No SMS arrived; the order expired.']);
	});

	test('ends at the time-out in an outage, and gives the money back after it', async () => {
		const world = { ...silent, ...outage(90_000, 3) };
		const { sandbox, json, hints } = await run(world, wait({ timeoutSeconds: 30 }));
		expect(json).toMatchObject([{ order_id: 12345, status: 'pending', code: null }]);
		expect(hints.join()).toContain('has not answered the cancel of order 12345. n8n keeps');
		await until(() => phases(sandbox).includes('cancelled'));
	});

	const policies = ['cancel', 'keep'];
	test.each(policies)('claims no missing SMS at the end of an outage: %s', async (onTimeout) => {
		const options = { timeoutSeconds: 60, onTimeout };
		const { json, hints } = await run({ ...silent, ...outage(90_000, 3) }, wait(options));
		expect(json).toMatchObject([{ order_id: 12345, status: 'pending', code: null }]);
		const strict = wait({ ...options, failWithoutCode: true });
		const { error } = await run({ ...silent, ...outage(90_000, 3) }, strict);
		expect(error?.message).toMatch(/it is unknown whether order 12345 has its code/);
		expect(hints[0]).toMatch(/is not answering\. The SMS of order 12345 may have arrived/);
	});

	test('calls nothing refunded that GoSMS shows no refund for', async () => {
		const strict = wait({ timeoutSeconds: 5, failWithoutCode: true });
		const { error } = await run({ ...silent, faults: withoutRefund }, strict);
		expect(error?.message).toMatch(
			/it is cancelled\. GoSMS cancelled order 12345, but shows no refund: check the transactions\./,
		);
		expect(error?.message).not.toMatch(/and refunded/);
	});

	test('claims no refund that nothing shows, and buys no further number then', async () => {
		const kind = 'wrongShape';
		const cancelled = { kind, endpoint: 'cancel', body: { refund_amount: 0 } } as const;
		const empty = { kind, endpoint: 'transactions', body: { transactions: [] } } as const;
		const world = { ...silent, faults: [cancelled, empty] };
		const { json, hints } = await run(world, wait({ timeoutSeconds: 5, numbersToTry: 5 }));
		expect(json).toMatchObject([{ status: 'cancelled', refund_amount: null, attempts: 1 }]);
		expect(hints).toEqual([
			'No SMS arrived; the order was cancelled.',
			'GoSMS cancelled order 12345, but shows no refund: check the transactions.',
		]);
	});

	test.each(policies)('ends when an unknown status outlasts the order: %s', async (onTimeout) => {
		const expired_at = new Date(systemClock.now() + 60_000).toISOString();
		const body = { order_id: 12345, phone: '+62812', status: 'on_hold', expired_at };
		const fault = { kind: 'wrongShape', endpoint: 'order', body, times: 'always' } as const;
		const { sandbox, json } = await run({ ...shortLife, faults: [fault] }, wait({ onTimeout }));
		expect(json).toEqual([expect.objectContaining({ status: 'on_hold', code: null })]);
		expect(countOf(sandbox, 'cancel')).toBe(onTimeout === 'cancel' ? 1 : 0);
	});

	test('takes the SMS that makes its cancel fail (decision 9)', async () => {
		const late = { kind: 'latency', ms: 5_000, work: 'afterwards' } as const;
		const world = { ...silent, faults: [{ ...late, endpoint: 'cancel' } as const] };
		const { sandbox, outcome } = await start(world, wait({ timeoutSeconds: 3 }));
		await until(() => countOf(sandbox, 'cancel') === 1);
		sandbox.control.deliver(12345);
		const { json } = await outcome();
		expect(countOf(sandbox, 'cancel')).toBe(1);
		expect(json).toEqual([expect.objectContaining({ status: 'received', code: aCode })]);
	});
});

describe('Wait for SMS', () => {
	test.each([
		['keeps the order at the time-out, by default', 'pending'],
		['waits on while the status is unknown, and hands it through (decision 3)', 'on_hold'],
	])('%s', async (_name, status) => {
		const { sandbox, orderId } = await orderElsewhere();
		if (status !== 'pending') sandbox.control.setStatus(orderId, status);
		const options = { timeoutSeconds: 10 };
		const { json } = await run(sandbox, order('waitForSms', { orderId: id(orderId), options }));
		expect(json).toEqual([expect.objectContaining({ status, code: null })]);
		expect(countOf(sandbox, 'cancel')).toBe(0);
	});

	it('leaves an order alone when another item fails: it was not bought here', async () => {
		const { sandbox, orderId } = await orderElsewhere();
		const fields = { orderId: id('={{ $json.id }}'), options: { onTimeout: 'cancel' } };
		const items = [{ id: orderId }, { id: 7 }];
		const { error } = await run(sandbox, order('waitForSms', fields), { items });
		expect(error?.message).toMatch(/has no order/);
		expect(sandbox.control.order(orderId).phase).toBe('pending');
	});

	it.each([
		['waitForSms', /^The order has expired/],
		['cancel', /was not cancelled because it is already expired/],
	])('says to %s that an order has expired which the API hides', async (operation, message) => {
		const { sandbox, orderId } = await orderElsewhere({ ...silent, overdueGet: 'refuse' });
		sandbox.control.expire(orderId);
		const { error } = await run(sandbox, order(operation, { orderId: id(orderId) }));
		expect(error?.message).toMatch(message);
	});

	it('gives at once what has arrived before', async () => {
		const { sandbox, orderId } = await orderElsewhere();
		sandbox.control.deliver(orderId, { code: '1234' });
		const { json } = await run(sandbox, order('waitForSms', { orderId }));
		expect(json).toEqual([expect.objectContaining({ code: '1234' })]);
		expect(sandbox.requests).toHaveLength(1);
	});
});
