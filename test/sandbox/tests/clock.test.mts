import { describe, expect, it } from '@jest/globals';

import { createCore } from '../core/core.mts';
import { createClock } from '../core/clock.mts';
import { buy, call, frozenCore } from './frozenCore.mts';

describe('the clock', () => {
	it('runs at its speed, from its start, and is advanced on top of it', () => {
		const source = { ms: 500, now: () => source.ms };
		const clock = createClock({ source, speed: 60, startMs: 1_000 });
		source.ms += 10;
		expect(clock.now()).toBe(1_600);
		clock.advance(400);
		expect(clock.now()).toBe(2_000);
		expect(() => clock.advance(-1)).toThrow(RangeError);
	});

	it('of a simulation drives orders, limits and faults', () => {
		const clock = { ms: 0, now: () => clock.ms };
		const core = createCore({ clock, limits: { perSecond: 1 } });
		const id = buy(core);
		expect(call(core, `GET /order/${id}`).status).toBe(429);
		clock.ms = 5_000;
		const received = { status: 'received', received_at: '1970-01-01T00:00:05Z' };
		expect(call(core, `GET /order/${id}`).body).toMatchObject(received);
	});

	it.each([
		[90_000, '2025-12-03T10:51:30Z', '2025-12-03T11:01:30Z', 'Wed, 03 Dec 2025 10:51:30 GMT'],
		[-3_600_000, '2025-12-03T09:50:00Z', '2025-12-03T10:00:00Z', 'Wed, 03 Dec 2025 09:50:00 GMT'],
	])('may be shown wrong by %d ms, everywhere', (skewMs, created, expired, date) => {
		const core = frozenCore({ skewMs });
		const id = buy(core);
		const { body, headers } = call(core, `GET /order/${id}`);
		expect(body).toMatchObject({ created_at: created, expired_at: expired });
		expect(headers.date).toBe(date);
		expect(core.control.ledger().at(-1)).toMatchObject({ created_at: created });
		core.control.advance(5_000);
		expect(core.control.order(id).status).toBe('received');
	});
});
