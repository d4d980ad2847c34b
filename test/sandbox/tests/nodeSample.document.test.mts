import { describe, expect, it } from '@jest/globals';

import type { SandboxOptions } from '../server.mts';
import { runSample } from '../vendorSamples/runSample.mts';
import { vendorSample } from '../vendorSamples/samples.mts';
import { withSandbox } from '../../support/withSandbox.mts';

// The sample polls in real time, every three seconds: each case takes one interval.
const timeoutMs = 30_000;
const sms = { default: { delayMs: null } };
const cancelled = { default: { delayMs: null, cancelAfterMs: 1_000 } };
const received = { default: { delayMs: 1_000, code: '012345' } };

describe("the vendor's Node.js sample", () => {
	it.each<[string, SandboxOptions, said: string, order: object]>([
		['gets its code', { sms: received }, '收到验证码: 012345', { code: '012345' }],
		['sees an order expire', { sms, orderLifeMs: 1_000 }, '未收到短信', { settled: 'Refund' }],
		['sees another client cancel', { sms: cancelled }, '未收到短信', { settled: 'Refund' }],
	])(
		'%s',
		async (_fate, options, said, order) => {
			const sandbox = await withSandbox({ speed: 1, ...options });
			const { exitCode, output } = await runSample('node', sandbox);
			const orders = sandbox.control.orders();
			expect(orders).toMatchObject([order]);
			expect(output).toContain(`手机号: ${orders[0]?.phone}`);
			expect(output).toContain(said);
			expect(exitCode).toBe(0);
		},
		timeoutMs,
	);

	it('is the text of the document, but for base URL and key', () => {
		const baseUrl = 'http://127.0.0.1:1/api/v1';
		const changed = vendorSample('node', { baseUrl, key: 'ch_sandbox' });
		expect(changed).toContain(`const API_BASE = '${baseUrl}';`);
		expect(changed).not.toContain('appsms.net');
	});
});
