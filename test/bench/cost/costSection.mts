import { figures } from '../record/figures.mts';
import { tableOf } from '../report/table.mts';
import { rows, type Kind } from './requestKinds.mts';
import type { RequestCosts } from './requestCost.mts';

const requestsPerMinute = 300;

const times = (ratio: number) => `× ${figures(ratio)}`;
const micros = (value: number) => `${figures(value)} µs`;

/** The same in a sentence. */
export function costLead(requests: RequestCosts): string {
	const ratios = requests.map(({ ratio }) => ratio.median);
	const range = [...new Set([Math.min(...ratios), Math.max(...ratios)])].map(times).join(' to ');
	return `A request takes ${range} the processor time of n8n's HTTP helper alone: ${shareOfCore(requests)} % of one core at ${requestsPerMinute} requests a minute, the most that the API allows a key.`;
}

const titles: Record<Kind, string> = {
	balance: 'balance',
	order: 'one order',
	page: `a page of ${rows} pending orders`,
};

/** Ratios count: absolute figures belong to one machine. */
export function costSection(requests: RequestCosts): string {
	const lines = requests.map(({ kind, bareMicros, oursMicros, ratio }) => [
		titles[kind],
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
At ${requestsPerMinute} requests a minute it comes to ${shareOfCore(requests)} % of one processor core. In a real
n8n the ratio is smaller: there the helper also reads the credential from the database and decrypts it for each request.
`;
}

/** What this package takes beside the helper, in percent. */
function shareOfCore(requests: RequestCosts): string {
	const most = Math.max(...requests.map((one) => one.bareMicros * (one.ratio.median - 1)));
	return ((100 * most * requestsPerMinute) / 60e6).toFixed(3);
}
