import { expect, it } from '@jest/globals';

import { buy, call, frozenCore } from './frozenCore.mts';

it('the clock may be shown wrong, everywhere', () => {
	const core = frozenCore({ skewMs: 90_000 });
	const id = buy(core);
	core.control.advance(5_000);
	const { body, headers } = call(core, `GET /order/${id}`);
	expect(body).toMatchObject({
		created_at: '2025-12-03T10:51:30Z',
		received_at: '2025-12-03T10:51:35Z',
		expired_at: '2025-12-03T11:01:30Z',
	});
	expect(headers.date).toBe('Wed, 03 Dec 2025 10:51:35 GMT');
	expect(core.control.ledger().at(-1)).toMatchObject({ created_at: '2025-12-03T10:51:30Z' });
	expect(core.control.order(id).status).toBe('received');
});
