import { describe, expect, it } from '@jest/globals';

import type { SandboxCore } from '../core/core.mts';
import { call, frozenCore } from './frozenCore.mts';

const ask = (core: SandboxCore, times: number) =>
	Array.from({ length: times }, () => call(core, 'GET /user/balance').status);
const ok = (times: number) => Array.from({ length: times }, () => 200);

/** Sends requests as fast as both limits allow, until this many have passed. */
function fill(core: SandboxCore, count: number): void {
	for (let sent = 0; sent < count; sent += 10) {
		expect(ask(core, 10)).toEqual(ok(10));
		core.control.advance(1_000);
	}
}

describe('ten requests in any second', () => {
	it('are answered, the eleventh is not', () => {
		const core = frozenCore();
		expect(ask(core, 11)).toEqual([...ok(10), 429]);
		expect(call(core, 'GET /user/balance').body).toEqual({
			error: '请求过于频繁',
			code: 'RATE_LIMITED',
		});
	});

	it('slide: the first leaves the window after exactly a second', () => {
		const core = frozenCore();
		ask(core, 5);
		core.control.advance(600);
		ask(core, 5);
		core.control.advance(399);
		expect(ask(core, 1)).toEqual([429]);
		core.control.advance(1);
		expect(ask(core, 6)).toEqual([...ok(5), 429]);
	});

	it('count per key', () => {
		const core = frozenCore({ accounts: [{ key: 'ch_sandbox' }, { key: 'ch_two' }] });
		ask(core, 10);
		expect(call(core, 'GET /user/balance', undefined, 'ch_two').status).toBe(200);
	});

	it('include those of other clients of the key', () => {
		const core = frozenCore();
		expect(core.control.requestAsOther(12)).toBe(2);
		expect(ask(core, 1)).toEqual([429]);
	});
});

describe('300 requests in any minute', () => {
	it('are answered, the next only when the first is a minute old', () => {
		const core = frozenCore();
		fill(core, 300);
		core.control.advance(29_999);
		expect(ask(core, 1)).toEqual([429]);
		core.control.advance(1);
		expect(ask(core, 11)).toEqual([...ok(10), 429]);
		core.control.advance(999);
		expect(ask(core, 1)).toEqual([429]);
	});
});

describe('the switches of the limits', () => {
	it('refused requests do not count, unless told so', () => {
		const lenient = frozenCore();
		ask(lenient, 20);
		lenient.control.advance(1_000);
		expect(ask(lenient, 1)).toEqual([200]);

		const strict = frozenCore({ countRefused: true });
		ask(strict, 10);
		strict.control.advance(500);
		ask(strict, 10);
		strict.control.advance(500);
		expect(ask(strict, 1)).toEqual([429]);
	});

	it('can be set, and switched off', () => {
		const core = frozenCore({ limits: { perSecond: 2 } });
		expect(ask(core, 3)).toEqual([200, 200, 429]);
		core.control.setSettings({ limits: { perSecond: null, perMinute: null } });
		expect(ask(core, 1_000)).toEqual(ok(1_000));
	});

	it.each([
		['none', undefined],
		['seconds', '1'],
		['date', 'Wed, 03 Dec 2025 10:50:01 GMT'],
	] as const)('Retry-After: %s', (retryAfter, header) => {
		const core = frozenCore({ retryAfter });
		ask(core, 10);
		core.control.advance(100);
		expect(call(core, 'GET /user/balance').headers['retry-after']).toBe(header);
	});

	it('names the whole wait when the minute is used up', () => {
		const core = frozenCore({ retryAfter: 'seconds' });
		fill(core, 300);
		expect(call(core, 'GET /user/balance').headers['retry-after']).toBe('30');
	});

	it('logs what it refuses, and carries none of it out', () => {
		const core = frozenCore({ limits: { perSecond: 0 } });
		call(core, 'POST /order', { project_code: 'whatsapp', region: 'ID' });
		expect(core.requests).toMatchObject([{ endpoint: 'create', status: 429, orderId: null }]);
		expect(core.control.account().orders).toBe(0);
	});
});
