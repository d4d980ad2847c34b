import { describe, expect, it } from '@jest/globals';

import type { FaultRule } from '../faults/applyFault.mts';
import { call, exchange, frozenCore, unlimited } from './frozenCore.mts';

describe('the fault queue', () => {
	const statuses = (rules: FaultRule[], requests: string[]) => {
		const core = frozenCore({ faults: rules, limits: unlimited });
		return requests.map((request) => {
			const outcome = exchange(core, request);
			return outcome.kind === 'answer' ? outcome.answer.status : outcome.kind;
		});
	};
	const [balance, profile] = ['GET /user/balance', 'GET /user/profile'];

	it.each<[string, FaultRule[], string[], Array<number | string>]>([
		['hits once', [{ kind: 'html502' }], [balance, balance], [502, 200]],
		[
			'hits so often',
			[{ kind: 'html502', times: 2 }],
			[balance, profile, balance],
			[502, 502, 200],
		],
		[
			'hits one endpoint',
			[{ kind: 'html502', endpoint: 'profile' }],
			[balance, profile, profile],
			[200, 502, 200],
		],
		[
			'lets some pass first',
			[{ kind: 'html502', skip: 1 }],
			[balance, balance, balance],
			[200, 502, 200],
		],
		['goes in order', [{ kind: 'html502' }, { kind: 'hang' }], [balance, balance], [502, 'hang']],
		[
			'hits unknown paths too',
			[{ kind: 'html502', times: 'always' }],
			['GET /nowhere', balance],
			[502, 502],
		],
		['never hits with probability 0', [{ kind: 'hang', probability: 0 }], [balance], [200]],
	])('%s', (_how, rules, requests, expected) => {
		expect(statuses(rules, requests)).toEqual(expected);
	});

	it('hits by a seeded probability', () => {
		const run = (seed: number) => {
			const faults: FaultRule[] = [{ kind: 'html502', probability: 0.3, times: 'always' }];
			const core = frozenCore({ seed, faults, limits: unlimited });
			for (let sent = 0; sent < 1_000; sent += 1) exchange(core, balance);
			return core.requests.map(({ status }) => status);
		};
		expect(run(1)).toEqual(run(1));
		expect(run(1)).not.toEqual(run(2));
		const hits = run(1).filter((status) => status === 502).length;
		expect(hits).toBeGreaterThan(240);
		expect(hits).toBeLessThan(360);
	});

	it('ends an outage when its time is over', () => {
		const core = frozenCore({ limits: unlimited });
		core.control.addFault({ kind: 'outage', durationMs: 60_000 });
		core.control.advance(59_999);
		expect(exchange(core, balance).kind).toBe('drop');
		core.control.advance(1);
		expect(exchange(core, balance).kind).toBe('answer');
		expect(core.control.faults()).toEqual([]);
	});

	it('shows what is armed, and is cleared', () => {
		const core = frozenCore({ faults: [{ kind: 'hang' }, { kind: 'html502' }] });
		exchange(core, balance);
		expect(core.control.faults()).toEqual([{ kind: 'html502' }]);
		core.control.clearFaults();
		expect(exchange(core, balance).kind).toBe('answer');
	});

	it('is left alone by plain calls and by requests over the limit', () => {
		const core = frozenCore({ faults: [{ kind: 'hang' }], limits: { perSecond: 1 } });
		expect(call(core, balance).status).toBe(200);
		expect(exchange(core, balance)).toMatchObject({
			kind: 'answer',
			answer: { status: 429 },
		});
		core.control.advance(1_000);
		expect(exchange(core, balance).kind).toBe('hang');
	});
});
