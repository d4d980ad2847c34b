import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.mts';
import { builtNode } from './builtNode.mts';
import { httpRequestLoop, thisNode, vendorSample, type Work } from './contenders.mts';
import { measure, percent, quantile, seconds, type Figure, type Measured } from './figures.mts';
import { bytesPerWaitingOrder } from './memory.mts';

export type Sizes = {
	baseline: number;
	some: number;
	many: number;
	perProcess: number;
	lifeMs: number;
};

export const fullSizes: Sizes = {
	baseline: 20,
	some: 100,
	many: 1_000,
	perProcess: 40,
	lifeMs: 600_000,
};
export const quickSizes: Sizes = { baseline: 2, some: 4, many: 12, perProcess: 2, lifeMs: 20_000 };

type Workload = { name: string; run: (sizes: Sizes) => Promise<Figure[]> };

const afterWhile: SandboxOptions = {
	sms: { default: { delayMs: [5_000, 45_000] } },
	completeAfterMs: null,
};
const soon: SandboxOptions = { sms: { default: { delayMs: [1_000, 3_000] } } };

/** The work on a sandbox of its own, by the sandbox's own records. */
async function on(
	sizes: Sizes,
	options: SandboxOptions,
	work: (sandbox: Sandbox) => Promise<number>,
): Promise<Measured> {
	const quick = sizes === quickSizes ? soon : {};
	const sandbox = await startSandbox({
		seed: 11,
		accounts: [{ key: 'ch_sandbox', balance: 1e5 }],
		...options,
		...quick,
	});
	try {
		return measure(sandbox, await work(sandbox));
	} finally {
		await sandbox.close();
	}
}

function compare(work: string) {
	return (
		name: string,
		value: number,
		show: (value: number) => string,
		target: string,
		reached: boolean,
	): Figure => ({
		work,
		name,
		value: show(value),
		target,
		reached,
	});
}

const plain = (value: number) => String(Math.round(value * 100) / 100);

function baseline(
	name: string,
	work: (sandbox: Sandbox, count: number) => Promise<number>,
): Workload {
	return {
		name,
		run: async ({ ...sizes }) => {
			const count = sizes.baseline;
			const m = await on(sizes, afterWhile, async (sandbox) => await work(sandbox, count));
			const row = compare(`${name} (${count} orders)`);
			return [
				row('codes', m.codes, plain, '(baseline)', true),
				row('numbers bought for nothing', m.orders - m.codes, plain, '(baseline)', true),
				row('answers 429', m.refused, plain, '(baseline)', true),
				row('requests a code', m.requests / Math.max(1, m.codes), plain, '(baseline)', true),
				row('SMS to code, median', quantile(m.seenMs, 0.5), seconds, '(baseline)', true),
			];
		},
	};
}

function together(name: string, workOf: (sizes: Sizes) => Work, requestsACode = 2.3): Workload {
	return {
		name,
		run: async (sizes) => {
			const work = workOf(sizes);
			const total = work.items * (work.executions ?? 1);
			const m = await on(
				sizes,
				afterWhile,
				async (sandbox) => await thisNode(sandbox, builtNode(), work),
			);
			const row = compare(name);
			const [median, late] = [quantile(m.seenMs, 0.5), quantile(m.seenMs, 0.95)];
			return [
				row('codes', m.codes, plain, String(total), m.codes === total),
				row('answers 429', m.refused, plain, '0', m.refused === 0),
				row(
					'requests a code',
					m.requests / m.codes,
					plain,
					`<= ${requestsACode}`,
					m.requests / m.codes <= requestsACode,
				),
				row('SMS to code, median', median, seconds, '<= 2 s', median <= 2_000),
				row('SMS to code, 95th percentile', late, seconds, '<= 4 s', late <= 4_000),
			];
		},
	};
}

function thousand(name: string, includeSmsText: boolean, target: number): Workload {
	return {
		name,
		run: async (sizes) => {
			const work = { items: sizes.many, options: { includeSmsText } };
			const m = await on(
				sizes,
				afterWhile,
				async (sandbox) => await thisNode(sandbox, builtNode(), work),
			);
			const row = compare(name);
			// The last orders only wait, so the steady state is measured until the last purchase and its look-ups.
			const minutes = (m.endMs - m.startMs) / 60_000;
			const used = m.requests / (300 * minutes);
			const polling = m.polls / m.requests;
			return [
				row('codes', m.codes, plain, String(sizes.many), m.codes === sizes.many),
				row('answers 429', m.refused, plain, '0', m.refused === 0),
				row(
					'codes a minute',
					m.codes / minutes,
					plain,
					`>= ${target}`,
					m.codes / minutes >= target,
				),
				row('use of the allowed requests', used, percent, '>= 95 %', used >= 0.95),
				row('requests for polling', polling, percent, '<= 12 %', polling <= 0.12),
			];
		},
	};
}

const never: Workload = {
	name: '1 order without SMS',
	run: async (sizes) => {
		const options = {
			...afterWhile,
			orderLifeMs: sizes.lifeMs,
			sms: { default: { delayMs: null } },
		};
		const sandbox = await startSandbox(options);
		await thisNode(sandbox, builtNode(), { items: 1 });
		const looks = sandbox.requests.filter((entry) => entry.endpoint === 'order').length;
		await sandbox.close();
		return [compare(never.name)('looks until it expires', looks, plain, '<= 76', looks <= 76)];
	},
};

const processes: Workload = {
	name: '3 processes, one key',
	run: async (sizes) => {
		const sandbox = await startSandbox({ ...afterWhile, seed: 12 });
		const file = fileURLToPath(new URL('process.mts', import.meta.url));
		const args = ['--import', 'tsx', file, sandbox.baseUrl, sandbox.key, String(sizes.perProcess)];
		const runs = Array.from({ length: 3 }, async () => await outputOf(args));
		const codes = (await Promise.all(runs)).map((text) =>
			Number(/codes: (\d+)/.exec(text)?.[1] ?? 0),
		);
		const sum = codes.reduce((a, b) => a + b, 0);
		const minute = (sandbox.requests[0]?.atMs ?? 0) + 60_000;
		const later = sandbox.requests.filter((entry) => entry.atMs > minute);
		const refused =
			later.filter((entry) => entry.status === 429).length / Math.max(1, later.length);
		await sandbox.close();
		const total = 3 * sizes.perProcess;
		const row = compare(`${processes.name}, ${sizes.perProcess} orders each`);
		return [
			row('codes', sum, plain, String(total), sum === total),
			row('answers 429 after the first minute', refused, percent, '< 2 %', refused < 0.02),
		];
	},
};

async function outputOf(args: string[]): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
		let text = '';
		child.stdout.on('data', (chunk) => (text += String(chunk)));
		child.on('error', reject);
		child.on('close', () => resolve(text));
	});
}

const memory: Workload = {
	name: 'memory',
	run: async ({ many }) => {
		const bytes = await bytesPerWaitingOrder(many * 10);
		return [
			compare(memory.name)('bytes for each waiting order', bytes, plain, '< 2000', bytes < 2_000),
		];
	},
};

export const workloads: Workload[] = [
	memory,
	baseline('vendor’s Node.js sample', vendorSample),
	baseline(
		'HTTP Request + Wait + IF, plain',
		async (sandbox, n) => await httpRequestLoop(sandbox, n, 'plain'),
	),
	baseline(
		'HTTP Request + Wait + IF, careful',
		async (sandbox, n) => await httpRequestLoop(sandbox, n, 'careful'),
	),
	together('100 orders in one execution', ({ some }) => ({ items: some })),
	together('100 executions of one order', ({ some }) => ({ items: 1, executions: some })),
	never,
	thousand('1,000 orders with the text', true, 125),
	thousand('1,000 orders without the text', false, 250),
	processes,
];
