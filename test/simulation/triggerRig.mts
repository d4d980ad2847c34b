import type { INodeExecutionData } from 'n8n-workflow';
import { newVirtualTime } from './sharedClock.mts';
import { pollOrders } from '../../nodes/GoSms/trigger/pollOrders.ts';
import { createCore } from '../sandbox/core/core.mts';
import type { CoreOptions } from '../sandbox/core/state.mts';
import { nextProcess, pollContext, type PollSetup } from './triggerLife.mts';

const minuteMs = 60_000;
const quiet = { sms: { default: { delayMs: null } }, completeAfterMs: null };

type Told = {
	id: number;
	event: string;
	note?: unknown;
	code?: unknown;
	atMs: number;
	way: 'handed over' | 'returned';
};

/** A trigger on an account, in virtual time, and what it told. */
export function startTrigger(sandbox: Partial<CoreOptions> = {}, setup: Partial<PollSetup> = {}) {
	const clock = newVirtualTime();
	const core = createCore({
		...quiet,
		...sandbox,
		clock,
		accounts: [{ key: 'ch_sandbox', balance: 1e7 }],
	});
	const told: Told[] = [];
	const take = (output: INodeExecutionData[][] | null, way: Told['way']) => {
		for (const { json } of output?.flat() ?? []) {
			const { order_id: id, event, note, code } = json;
			told.push({ id: Number(id), event: String(event), note, code, atMs: clock.now(), way });
		}
	};
	const warnings: string[] = [];
	const all: PollSetup = {
		core,
		clock,
		data: {},
		processId: nextProcess(),
		emit: (output) => take(output, 'handed over'),
		warn: (message) => warnings.push(message),
		...setup,
	};
	/** @returns how long the poll took */
	const poll = async () => {
		const startMs = clock.now();
		take(await clock.run(pollOrders(pollContext(all))), 'returned');
		return clock.now() - startMs;
	};
	/** Polls once a minute, as n8n does. */
	const pollFor = async (minutes: number) => {
		for (let minute = 0; minute < minutes; minute++) {
			const tookMs = await poll();
			if (tookMs < minuteMs) await clock.sleepUntilDone(minuteMs - tookMs);
		}
	};
	/** Something that happens meanwhile. */
	const after = (seconds: number, act: () => void) => void clock.sleep(seconds * 1_000).then(act);
	const buy = (projectCode = 'whatsapp') =>
		core.control.createAsOther({ projectCode, region: 'ID' }).orderId;
	const names = () => told.map(({ id, event }) => `${event} ${id}`);
	return { clock, core, poll, pollFor, buy, told, names, after, warnings, all };
}
