import { describe, expect, it } from '@jest/globals';

import type { SmsScenario } from '../core/settings.mts';
import { buy, call, frozenCore, statusOf } from './frozenCore.mts';

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
			expect(statusOf(core, id)).toBe(status);
		}
		expect(core.violations).toEqual([]);
	});

	it('by phone, region and app, app, region, default, in this order', () => {
		const twin = frozenCore();
		const { phone } = twin.control.order(buy(twin));
		const codes = { [phone]: 'phone', US: 'region', telegram: 'app', 'US/telegram': 'both' };
		const sms = Object.entries({ ...codes, default: 'default' }).map(([by, code]) => [
			by,
			{ code },
		]);
		const core = frozenCore({ sms: Object.fromEntries(sms) });
		for (const [project_code, region, code] of [
			['whatsapp', 'ID', 'phone'],
			['whatsapp', 'ID', 'default'],
			['whatsapp', 'US', 'region'],
			['telegram', 'ID', 'app'],
			['telegram', 'US', 'both'],
			['constructor', 'ID', 'default'],
		])
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

	it('without a code, when the vendor finds none in the text', () => {
		const received = { status: 'received', code: null, content: 'Hello' };
		const core = frozenCore({ sms: { default: { delayMs: 0, code: null, content: 'Hello' } } });
		expect(call(core, `GET /order/${buy(core)}`).body).toMatchObject(received);
	});

	it('anew, when it is planned anew for one order', () => {
		const core = frozenCore();
		const id = buy(core);
		core.control.advance(4_000);
		core.control.planSms(id, { delayMs: 4_000, code: '777' });
		core.control.advance(3_999);
		expect(statusOf(core, id)).toBe('pending');
		core.control.advance(1);
		expect(call(core, `GET /order/${id}`).body).toMatchObject({ status: 'received', code: '777' });
	});
});
