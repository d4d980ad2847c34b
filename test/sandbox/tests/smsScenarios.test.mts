import { describe, expect, it } from '@jest/globals';

import type { SmsScenario } from '../core/settings.mts';
import { buy, call, frozenCore, statusOf } from './frozenCore.mts';

describe('the SMS comes by scenario', () => {
	it.each<[string, SmsScenario, Array<[advanceMs: number, status: string]>]>([
		[
			'after a delay',
			{ delayMs: 5_000 },
			[
				[4_999, 'pending'],
				[1, 'received'],
			],
		],
		[
			'never',
			{ delayMs: null },
			[
				[599_999, 'pending'],
				[1, 'expired'],
			],
		],
		[
			'at the last second',
			{ lastSecond: true },
			[
				[598_999, 'pending'],
				[1, 'received'],
			],
		],
		[
			'too late',
			{ delayMs: 600_000 },
			[
				[600_000, 'expired'],
				[10_000, 'expired'],
			],
		],
		[
			'and is completed soon',
			{ delayMs: 1_000, completeAfterMs: 500 },
			[
				[1_499, 'received'],
				[1, 'completed'],
			],
		],
		[
			'and is completed between two looks',
			{ delayMs: 1_000, completeAfterMs: 0 },
			[[1_000, 'completed']],
		],
		['and is never completed', { completeAfterMs: null }, [[86_400_000, 'received']]],
		['not, as another client cancels', { delayMs: null, cancelAfterMs: 700 }, [[700, 'cancelled']]],
	])('%s', (_how, scenario, looks) => {
		const core = frozenCore({ sms: { default: scenario } });
		const id = buy(core);
		for (const [advanceMs, status] of looks) {
			core.control.advance(advanceMs);
			expect(statusOf(core, id)).toBe(status);
		}
		expect(core.violations).toEqual([]);
	});

	it('by phone, region and app, app, region, default, in this order', () => {
		const twin = frozenCore();
		const firstPhone = twin.control.order(buy(twin)).phone;
		const core = frozenCore({
			sms: {
				[firstPhone]: { code: 'phone' },
				default: { code: 'default' },
				US: { code: 'region' },
				telegram: { code: 'app' },
				'US/telegram': { code: 'both' },
			},
		});
		const codeFor = (project_code: string, region: string) =>
			core.control.order(buy(core, { project_code, region })).code;
		expect(codeFor('whatsapp', 'ID')).toBe('phone');
		expect(codeFor('whatsapp', 'ID')).toBe('default');
		expect(codeFor('whatsapp', 'US')).toBe('region');
		expect(codeFor('telegram', 'ID')).toBe('app');
		expect(codeFor('telegram', 'US')).toBe('both');
		expect(codeFor('constructor', 'ID')).toBe('default');
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
		const core = frozenCore({ sms: { default: { delayMs: 0, code: null, content: 'Hello' } } });
		expect(call(core, `GET /order/${buy(core)}`).body).toMatchObject({
			status: 'received',
			code: null,
			content: 'Hello',
		});
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
