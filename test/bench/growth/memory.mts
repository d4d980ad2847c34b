import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { WaitingRoom } from './waitingRoom.mts';

/** Virtual; long enough for ten thousand orders to have been met in lists, and to wait again. */
export const waitedMs = 240_000;

/**
 * What orders take that wait for SMS that do not come. What the sandbox keeps of them is there before and after, so it
 * does not count, and neither do n8n's own copy of each item, sockets and TLS.
 */
export async function costOfWaiting(count: number) {
	// What is loaded and compiled once does not count either.
	await measureOnce(20);
	return await measureOnce(count);
}

/** Of heap, for each order, its own data included; of processor, for all of them and the sandbox's answers. */
async function measureOnce(orders: number) {
	const settings = { accounts: 1, orders, orderLifeMs: 3_600_000, smsAfterMs: null, seed: 1 };
	const room = new WaitingRoom(settings);
	const bytesBefore = heap();
	const known = await room.orders();
	const cpuBefore = process.cpuUsage();
	const waits = room.wait(known);
	await room.clock.sleepUntilDone(waitedMs);
	const { user, system } = process.cpuUsage(cpuBefore);
	room.core.control.clearRequests();
	return { bytes: (heap() - bytesBefore) / waits.length, cpuMs: (user + system) / 1_000 };
}

function heap(): number {
	setFlagsFromString('--expose-gc');
	const collect: unknown = runInNewContext('gc');
	if (typeof collect !== 'function') throw new TypeError('Node.js has no gc');
	for (let turn = 0; turn < 4; turn++) collect();
	return process.memoryUsage().heapUsed;
}
