import { describe, expect, it } from '@jest/globals';

import { call, frozenCore, unlimited } from './frozenCore.mts';

describe('the request log', () => {
	it('keeps the last 100,000 requests at least, and not many more', () => {
		const core = frozenCore({ limits: unlimited });
		for (let sent = 0; sent < 125_000; sent += 1) call(core, 'GET /user/balance');
		expect(core.requests.length).toBeGreaterThanOrEqual(100_000);
		expect(core.requests.length).toBeLessThanOrEqual(110_000);
		expect(core.requests.at(-1)?.seq).toBe(125_000);
	});

	it('names the account, not the key, and nobody for an unknown key', () => {
		const core = frozenCore();
		call(core, 'GET /user/balance');
		call(core, 'GET /user/balance', undefined, 'ch_other');
		expect(core.requests).toMatchObject([
			{ account: 'channel_demo', status: 200 },
			{ account: null, status: 401 },
		]);
		expect(JSON.stringify(core.requests)).not.toMatch(/ch_(sandbox|other)/);
	});
});
