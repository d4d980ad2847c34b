import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Engine } from './engine.mts';
import { WaitingRoom } from './waitingRoom.mts';

/** What waiting for SMS that never come costs. */
export type IdleCost = {
	waiting: number;
	/** What the polling takes of the limits. */
	requestsPerMinute: number;
	/** Part of them that are lists. */
	lists: number;
	refused: number;
	/** Of processor, for each order and minute; the sandbox's own work is left out, virtual time is not. */
	cpuMs: number;
	/** Of heap, for each order. */
	bytes: number;
	/** What of that are the order's own fields, which must be kept in any case. */
	dataBytes: number;
	violations: number;
};

export type IdleJob = { waiting: number; waitedMs: number; ordersAPoint: number };

/** None ends while it is measured. */
const orderLifeMs = 3_600_000;
/** Few orders are not asked about at this moment; a request on its way would count as memory of theirs. */
const betweenRoundsMs = 1_300;
/** All sleeps of a watcher and of a limiter are over by then. */
const afterwardsMs = 60_000;

/** The sandbox looks at the ledgers of all of them after each request. */
const mostAccounts = 500;

/**
 * In a process that does nothing else. Twice: what few orders keep is less than what the heap's size wavers by, so for
 * the memory it takes ten times as many of them, for a tenth of the time.
 */
export async function idleCost(engine: Engine, job: IdleJob): Promise<IdleCost> {
	const { waitedMs, ordersAPoint } = job;
	const many = {
		...job,
		waitedMs: waitedMs / 10 + betweenRoundsMs,
		ordersAPoint: ordersAPoint * 10,
	};
	// The first also has the engine loaded and compiled, which is not to count.
	const { bytes } = await measureOnce(engine, many);
	return { ...(await measureOnce(engine, job)), bytes };
}

async function measureOnce(
	engine: Engine,
	{ waiting, waitedMs, ordersAPoint }: IdleJob,
): Promise<IdleCost> {
	let sandboxMs = 0;
	const answering = <T,>(answer: () => T): T => {
		const beforeMs = cpuMs();
		const answered = answer();
		sandboxMs += cpuMs() - beforeMs;
		return answered;
	};
	const accounts = Math.min(mostAccounts, Math.ceil(ordersAPoint / waiting));
	const all = accounts * waiting;
	const minutes = waitedMs / 60_000;
	const room = new WaitingRoom(engine, {
		...{ accounts, orders: waiting, orderLifeMs, seed: 1 },
		answering,
	});
	const { core, clock } = room;
	// All that the process keeps hangs on this, and goes with it.
	const kept = { orders: await room.orders() };
	const [[first] = []] = kept.orders;

	const beforeMs = cpuMs();
	const waits = room.wait(kept.orders);
	await clock.sleepUntilDone(waitedMs);
	const usedMs = cpuMs() - beforeMs - sandboxMs;
	const { requests } = core;
	const cost = {
		waiting,
		requestsPerMinute: requests.length / accounts / minutes,
		lists: requests.filter((one) => one.endpoint === 'orders').length / requests.length,
		refused: requests.filter((one) => one.status === 429).length,
		cpuMs: Math.max(0, usedMs) / all / minutes,
		violations: core.violations.length + core.control.audit().length,
	};
	core.control.clearRequests();
	const whileWaiting = heap();

	// What the sandbox has gained meanwhile is there before and after the end, so it does not count.
	waits.stop();
	await waits.all;
	await clock.sleepUntilDone(afterwardsMs);
	core.control.clearRequests();
	kept.orders = [];
	const afterwards = heap();
	return {
		...cost,
		bytes: (whileWaiting - afterwards) / all,
		dataBytes: bytesOf(first),
	};
}

/** Of a copy as JSON leaves it. */
function bytesOf(data: unknown): number {
	const copies = 10_000;
	const text = JSON.stringify(data);
	const before = heap();
	const kept = Array.from({ length: copies }, () => JSON.parse(text) as unknown);
	return (heap() - before) / kept.length;
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

function heap(): number {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect !== 'function') throw new TypeError('Node.js has no gc');
	for (let turn = 0; turn < 4; turn++) collect();
	return process.memoryUsage().heapUsed;
}
