import { expect, it } from '@jest/globals';
import { receiveCode, type OnTimeout } from '../../nodes/GoSms/engine/receiveCode.ts';
import { tryNumbers } from '../../nodes/GoSms/engine/tryNumbers.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import type { FaultRule } from '../sandbox/faults/applyFault.mts';
import { buyOne, never, newRig } from './process.mts';
import './seededChance.mts';

const early = { earlyCancelMs: 60_000 };
const ofId = { projectCode: 'whatsapp', region: 'ID' };

const down: Partial<CoreOptions> = { faults: [{ kind: 'outage', durationMs: 64_000, skip: 2 }] };

type Row = { latencyMs: number; stopMs: number; count: number; sandbox: Partial<CoreOptions> };

it.each<Row>`
	what                                 | latencyMs | stopMs    | count | sandbox
	${'the cancel is refused at once'}   | ${20}     | ${5_000}  | ${1}  | ${early}
	${'the refusal takes 2.5 s'}         | ${2_500}  | ${15_000} | ${1}  | ${early}
	${'60 cancels wait for their turns'} | ${50}     | ${10_000} | ${60} | ${early}
	${'no look was answered yet'}        | ${300}    | ${100}    | ${1}  | ${early}
	${'the API is down for a minute'}    | ${20}     | ${5_000}  | ${1}  | ${down}
`('Stop leaves no order of Wait for SMS open that is to be cancelled: $what', async (row) => {
	const { latencyMs, stopMs, count, sandbox } = row;
	const { clock, core, session, newProcess } = newRig({ ...never, ...sandbox }, () => latencyMs);
	const account = newProcess();
	const press = new AbortController();
	const stop = new Stop(press.signal);
	const ids = Array.from({ length: count }, () => core.control.createAsOther(ofId).orderId);
	const waits = ids.map(async (id) => {
		const wait = { orderId: String(id), timeoutMs: Infinity, withText: true };
		return await receiveCode(session(account, stop), wait, 'cancel');
	});
	void clock.sleep(stopMs).then(() => press.abort());
	await clock.run(Promise.all(waits));
	expect(clock.now() - stopMs).toBeLessThan(core.control.order(ids[0] ?? 0).createdAtMs + 3_000);
	await clock.sleepUntilDone(590_000 - stopMs);
	expect(ids.map((id) => core.control.order(id).phase)).toEqual(ids.map(() => 'cancelled'));
	// Each that cannot come back yet is tried twice: at once, and a minute later.
	const cancels = core.requests.filter((one) => one.endpoint === 'cancel' && one.status !== null);
	if (sandbox === early) expect(cancels).toHaveLength(2 * count);
});

it.each<[string, FaultRule[]]>([
	['whose cancel is refused', []],
	['whose cancel hangs, as another one is refused', [{ kind: 'hang', endpoint: 'cancel' }]],
])('a wait that keeps its order calls off an earlier one %s', async (_name, faults) => {
	const rig = newRig({ ...never, earlyCancelMs: 3_600_000, faults });
	const { clock, core } = rig;
	const session = rig.session(rig.newProcess());
	const id = core.control.createAsOther(ofId).orderId;
	const waitAfter = async (ms: number, timeoutMs: number, onTimeout: OnTimeout) => {
		await clock.sleep(ms);
		const wait = { orderId: String(id), timeoutMs, withText: true };
		return await receiveCode(session, wait, onTimeout);
	};
	const earlier = [waitAfter(0, 2_000, 'cancel'), waitAfter(10_000, 5_000, 'cancel')];
	const last = waitAfter(50_000, 300_000, 'keep');
	await clock.run(Promise.all([...earlier, last]));
	const cancels = core.requests.filter(({ endpoint }) => endpoint === 'cancel');
	const bornMs = core.control.order(id).createdAtMs;
	expect(cancels.length).toBeGreaterThan(1);
	expect(cancels.filter(({ atMs }) => atMs > bornMs + 52_000)).toEqual([]);
	expect(core.control.order(id).phase).toBe('pending');
});

it('a number that could not be given back is the last one', async () => {
	const expiredRefusal = { status: 400, error: '请稍后再试', code: 'X' };
	const overdue = { overdueStatus: 'pending', earlyCancelMs: 3_600_000, expiredRefusal } as const;
	const rig = newRig({ ...never, ...overdue }, () => 50);
	const session = rig.session(rig.newProcess());
	const tries = {
		buy: async () => await buyOne(session),
		use: undefined,
		numbersToTry: 3,
		timeoutMs: Infinity,
		withText: true,
		onTimeout: 'cancel' as const,
		onEnd: () => undefined,
	};
	const tried = await rig.clock.run(tryNumbers(session, tries));
	expect([tried.ok && tried.value.attempts, rig.core.control.orders().length]).toEqual([1, 1]);
});
