// Measures requests in a process that does nothing else: `requestCostProcess.mts JSON`, see RequestWork. Needs --expose-gc.
import { createRequire } from 'node:module';
import { setTimeout as sleepFor } from 'node:timers/promises';
import '../../support/userFolder.cjs';
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { RequestWork } from './requestCost.mts';
import type { Transport } from './requestKinds.mts';
import type { Meter } from './rounds.mts';

process.once('disconnect', () => process.exit());
const { startWorkflow } = await import('../../support/engine.mts');
const { outcomeOf, setupFor } = await import('../../support/runGoSms.mts');
const { builtNode } = await import('../place/realPlace.mts');
const { contendersOf, kinds } = await import('./requestKinds.mts');
const { measureRounds } = await import('./rounds.mts');

const work: RequestWork = JSON.parse(process.argv[2] ?? '');
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

async function measureAll(context: IExecuteFunctions): Promise<void> {
	const { baseUrl } = work.address;
	const orderId = String(work.orderId);
	const all = await contendersOf(context, transport, { baseUrl, orderId });
	const measured = [];
	for (const kind of kinds) {
		measured.push({ kind, rounds: await measureRounds(all[kind], work.sizes, meter) });
	}
	process.send?.(measured);
}

// Inside an execution of n8n's engine, with what a node gets there as its `this`.
const node: INodeType = {
	description: builtNode().description,
	async execute() {
		await measureAll(this);
		return [[]];
	},
};
const parameters = { resource: 'balance', operation: 'get' };
const nodeTypes = { 'n8n-nodes-gosms.goSms': node };
const started = startWorkflow({ ...setupFor(work.address, { parameters }), nodeTypes });
const { error } = outcomeOf(await started.finished);
if (error) throw new Error(`the execution failed: ${error.message}`);
