// Measures requests in a process that does nothing else: `requestCostProcess.mts JSON`, see RequestWork. Needs --expose-gc.
import { createRequire } from 'node:module';
import { setTimeout as sleepFor } from 'node:timers/promises';
import '../../support/userFolder.cjs';
import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { RequestWork } from './requestCost.mts';
import type { Transport } from './requestKinds.mts';
import type { Meter } from './rounds.mts';

process.once('disconnect', () => process.exit());
const { builtNode } = await import('../place/realPlace.mts');
const { inExecution } = await import('./inExecution.mts');
const { contendersOf, kinds } = await import('./requestKinds.mts');
const { measureRounds } = await import('./rounds.mts');

const { address, orderId, sizes } = JSON.parse(process.argv[2] ?? '') as RequestWork;
const built = createRequire(new URL('../../../dist/nodes/GoSms/transport/', import.meta.url));

// A second passes in a millisecond, less than a request takes: the limiter counts and decides, but hardly makes wait.
const speed = 1_000;
const startMs = Date.now();
const { systemClock }: { systemClock: Clock } = built('./clock.js');
Object.assign(systemClock, {
	now: () => Math.floor(startMs + performance.now() * speed),
	sleep: async (ms) => await sleepFor(ms / speed),
} satisfies Clock);
const transport: Transport = { ...built('./api.js'), ...built('./session.js') };

const meter: Meter = {
	cpuMicros: () => {
		const { user, system } = process.cpuUsage();
		return user + system;
	},
	collectGarbage: () => {
		if (!globalThis.gc) throw new TypeError('Node.js has no gc');
		globalThis.gc();
	},
};

process.send?.(
	await inExecution(address, builtNode(), async (context) => {
		const all = await contendersOf(context, transport, {
			baseUrl: address.baseUrl,
			orderId: String(orderId),
		});
		const measured = [];
		for (const kind of kinds) {
			measured.push({ kind, rounds: await measureRounds(all[kind], sizes, meter) });
		}
		return measured;
	}),
);
