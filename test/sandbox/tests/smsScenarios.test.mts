import { describe, expect, it } from '@jest/globals';

import type { SmsScenario } from '../core/settings.mts';
import { buy, call, frozenCore } from './frozenCore.mts';

describe('the SMS comes by scenario', () => {
	it.each<[string, SmsScenario, Record<number, string>]>([
		['after a delay', { delayMs: 5_000 }, { 4_999: 'pending', 5_000: 'received' }],
		['never', { delayMs: null }, { 599_999: 'pending', 600_000: 'expired' }],
		['at the last second', { lastSecond: true }, { 598_999: 'pending', 599_000: 'received' }],
		['too late', { delayMs: 600_000 }, { 600_000: 'expired', 610_000: 'expired' }],
		[
			'and is completed soon',
			{ delayMs: 1_000, completeAfterMs: 500 },
			{ 1_499: 'received', 1_500: 'completed' },
		],
		[
			'and is completed between two looks',
			{ delayMs: 1_000, completeAfterMs: 0 },
			{ 1_000: 'completed' },
		],
		['and is never completed', { completeAfterMs: null }, { 86_400_000: 'received' }],
		['not, as another client cancels', { delayMs: null, cancelAfterMs: 7 }, { 7: 'cancelled' }],
	])('%s', (_how, scenario, statusAfterMs) => {
		const core = frozenCore({ sms: { default: scenario } });
		const startMs = core.control.now();
		const id = buy(core);
		// Properties that are numbers come in their order.
		for (const [ms, status] of Object.entries(statusAfterMs)) {
			core.control.advance(startMs + Number(ms) - core.control.now());
			expect(call(core, `GET /order/${id}`).body).toMatchObject({ status });
		}
		expect(core.violations).toEqual([]);
	});

	it.each([
		['telegram', 'US', 'app'],
		['whatsapp', 'US', 'region'],
		['constructor', 'ID', 'default'],
	])('by app, region, default, in this order: for %s in %s by %s', (project_code, region, code) => {
		const sms = { default: { code: 'default' }, US: { code: 'region' }, telegram: { code: 'app' } };
		const core = frozenCore({ sms });
		expect(core.control.order(buy(core, { project_code, region })).code).toBe(code);
	});

	it('at seeded random moments between two', () => {
		const delays = (seed: number) => {
			const core = frozenCore({ seed, sms: { default: { delayMs: [5_000, 45_000] } } });
			const orders = Array.from({ length: 10 }, () => core.control.order(buy(core)));
			return orders.map(({ smsAtMs, createdAtMs }) => (smsAtMs ?? 0) - createdAtMs);
		};
		expect(delays(1)).toEqual(delays(1));
		expect(delays(1)).not.toEqual(delays(2));
		expect(delays(3).every((delay) => delay >= 5_000 && delay <= 45_000)).toBe(true);
	});
});
