import { describe, expect, it } from '@jest/globals';

import type { SandboxCore } from '../core/core.mts';
import { call, frozenCore, whatsappId } from './frozenCore.mts';

const balance = 'GET /user/balance';
const ask = (core: SandboxCore, times: number) =>
	Array.from({ length: times }, () => call(core, balance).status);
const ok = (times: number) => Array.from({ length: times }, () => 200);

describe('ten requests in any second', () => {
	it('are answered, the eleventh is not', () => {
		const core = frozenCore();
		expect(ask(core, 11)).toEqual([...ok(10), 429]);
		const limited = { error: '请求过于频繁', code: 'RATE_LIMITED' };
		expect(call(core, balance).body).toEqual(limited);
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
		expect(call(core, balance, undefined, 'ch_two').status).toBe(200);
	});
});

it('300 requests in any minute are answered, the next only when the first is a minute old', () => {
	const core = frozenCore();
	for (let second = 0; second < 30; second += 1) {
		expect(ask(core, 10)).toEqual(ok(10));
		core.control.advance(1_000);
	}
	core.control.advance(29_999);
	expect(ask(core, 1)).toEqual([429]);
	core.control.advance(1);
	expect(ask(core, 11)).toEqual([...ok(10), 429]);
	core.control.advance(999);
	expect(ask(core, 1)).toEqual([429]);
});

it('refused requests do not count', () => {
	const core = frozenCore();
	ask(core, 20);
	core.control.advance(1_000);
	expect(ask(core, 1)).toEqual([200]);
});

it('a refused request is logged, and not carried out', () => {
	const core = frozenCore({ limits: { perSecond: 0 } });
	call(core, 'POST /order', whatsappId);
	expect(core.requests).toMatchObject([{ endpoint: 'create', status: 429, orderId: null }]);
	expect(core.control.account().orders).toBe(0);
});
