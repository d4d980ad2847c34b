import { control } from '../../sandbox/control/remoteControl.mts';
import { resultOf } from '../place/forked.mts';
import { startSandboxProcess, type Address } from '../place/place.mts';
import { figures } from '../record/figures.mts';
import { tableOf } from '../report/table.mts';
import type { Workload } from '../work/workload.mts';
import type { RoundSizes, summarize } from './rounds.mts';

/** What the process is told that measures. */
export type CostJob = { address: Address; orderId: number; sizes: RoundSizes };

/** One kind of request. */
export type Cost = ReturnType<typeof summarize> & { request: string };

/** Rows of the page that is read: the most that the API gives. */
export const rows = 100;

const requestsPerMinute = 300;
const patienceMs = 600_000;

/** Processor time of a request by n8n's own HTTP helper, and by this package, which uses it. */
export const costWork: Workload = {
	name: 'cost',
	atMostMs: 900_000,
	load: 'alone',
	async run({ cost: sizes }) {
		await using sandbox = await startSandboxProcess({
			...{ seed: 11, orderLifeMs: 24 * 3_600_000, sms: { default: { delayMs: null } } },
			limits: { perSecond: null, perMinute: null },
		});
		const order = { projectCode: 'whatsapp', region: 'ID' };
		for (let row = 0; row < rows; row++) await control(sandbox.baseUrl, 'createAsOther', order);
		const [{ orderId } = { orderId: NaN }] = await control(sandbox.baseUrl, 'orders');
		const job: CostJob = { address: sandbox, orderId, sizes };
		const args = [JSON.stringify(job)];
		const nodeArgs = ['--expose-gc'];
		const costs = await resultOf<Cost[]>('cost/costProcess.mts', args, patienceMs, nodeArgs);
		const { requests } = await sandbox.records();
		const wanted = costs.length * 2 * (sizes.warmUpRequests + sizes.rounds * sizes.requests);
		return {
			lead: costLead(costs),
			text: costText(costs),
			// A request that was sent twice would be counted once.
			isCorrect: requests.length === wanted,
		};
	},
};

const times = (ratio: number) => `× ${figures(ratio)}`;
const micros = (value: number) => `${figures(value)} µs`;

/** The same in a sentence. */
export function costLead(costs: readonly Cost[]): string {
	const ratios = costs.map(({ ratio }) => ratio.median);
	const range = [...new Set([Math.min(...ratios), Math.max(...ratios)])].map(times).join(' to ');
	const most = Math.max(...costs.map((one) => one.bareMicros * (one.ratio.median - 1)));
	const percentOfCore = ((100 * most * requestsPerMinute) / 60e6).toFixed(3);
	return `A request takes ${range} the processor time of n8n's HTTP helper alone: ${percentOfCore} % of one core at ${requestsPerMinute} requests a minute, the most that the API allows a key.`;
}

/** Ratios count: absolute figures belong to one machine. */
export function costText(costs: readonly Cost[]): string {
	const lines = costs.map(({ request, bareMicros, oursMicros, ratio }) => [
		request,
		micros(bareMicros),
		micros(oursMicros),
		`**${times(ratio.median)}**`,
		`${times(ratio.least)} to ${times(ratio.most)}`,
	]);
	return `${tableOf(['GET', "n8n's helper alone", 'this package', 'ratio', 'of single rounds'], lines)}

Everything this package does goes through n8n's own HTTP helper, so a ratio of 1 is the bound. The rest pays for the
limiter, the classification of failures, the checks of every field and the search for the key in the answer. The package's clock ran
a thousand times as fast, so the limiter counts and decides, but hardly ever waits; the requests went one after the other.
The two are measured in turns, and the ratio is the median of the rounds' own ratios, which on a busy machine differs from the ratio of the medians.
In a real n8n the ratio is smaller: there the helper also reads the credential from the database and decrypts it for each request.
`;
}
