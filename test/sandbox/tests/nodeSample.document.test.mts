import { describe, expect, it } from '@jest/globals';

import { startSandbox, type SandboxOptions } from '../server.mts';
import { runSample } from '../vendorSamples/runSample.mts';
import { documentPath, vendorSample } from '../vendorSamples/samples.mts';

// The sample polls in real time, every three seconds: each case takes one interval.
const timeoutMs = 30_000;

async function run(options: SandboxOptions) {
	const sandbox = await startSandbox(options);
	try {
		const { exitCode, output } = await runSample('node', sandbox);
		return { exitCode, output, orders: sandbox.control.orders(), found: sandbox.violations };
	} finally {
		await sandbox.close();
	}
}

describe("the vendor's Node.js sample", () => {
	it(
		'gets its code',
		async () => {
			const { exitCode, output, orders, found } = await run({
				sms: { default: { delayMs: 1_000, code: '012345' } },
			});
			expect(output).toContain(`手机号: ${orders[0]?.phone}`);
			expect(output).toContain('收到验证码: 012345');
			expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
		},
		timeoutMs,
	);

	it.each([
		['expires', { orderLifeMs: 1_000, sms: { default: { delayMs: null } } }],
		[
			'is cancelled by another client',
			{ sms: { default: { delayMs: null, cancelAfterMs: 1_000 } } },
		],
	])(
		'says that no SMS came when the order %s',
		async (_fate, options) => {
			const { exitCode, output, orders, found } = await run(options);
			expect(output).toContain('未收到短信');
			expect(orders).toMatchObject([{ settled: 'Refund' }]);
			expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
		},
		timeoutMs,
	);

	it('is the text of the document, but for base URL and key', () => {
		const changed = vendorSample('node', {
			baseUrl: 'http://127.0.0.1:1/api/v1',
			key: 'ch_sandbox',
		});
		expect(changed).toContain("const API_BASE = 'http://127.0.0.1:1/api/v1';");
		expect(changed).not.toContain('appsms.net');
	});

	it('names the file it needs when the document is missing', () => {
		const before = process.env.GOSMS_API_DOCUMENT;
		process.env.GOSMS_API_DOCUMENT = '/nowhere/gosms-api.zh.txt';
		try {
			expect(documentPath()).toBe('/nowhere/gosms-api.zh.txt');
			expect(() => vendorSample('node', { baseUrl: '', key: '' })).toThrow(
				/missing: \/nowhere\/gosms-api\.zh\.txt/,
			);
		} finally {
			if (before === undefined) delete process.env.GOSMS_API_DOCUMENT;
			else process.env.GOSMS_API_DOCUMENT = before;
		}
	});
});
