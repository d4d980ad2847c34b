import { tableOf } from '../report/table.mts';
import type { Cost } from './cost.mts';
import type { FolderSize } from './folderSize.mts';
import type { PackageCosts } from './packageCost.mts';
import { rows, type Kind } from './requestKinds.mts';
import type { RequestCosts } from './requestCost.mts';

/** The same in two sentences. */
export function costLead({ requests, packages: { ours } }: Cost): string {
	const ratios = requests.map(({ ratio }) => ratio.median);
	const ends = [...new Set([Math.min(...ratios), Math.max(...ratios)])];
	const range = ends.map(times).join(' to ');
	return `A request takes ${range} the processor time of n8n's HTTP helper alone: ${shareOfCore(requests)} % of one core at ${requestsPerMinute} requests a minute, the most that the API allows a key. The package has ${bytes(ours.installed.bytes)} as n8n installs it, and loads in ${ms(ours.loadMs)}.`;
}

/** Markdown for docs/performance.md. Ratios count: absolute figures belong to one machine. */
export function costSection({ requests, packages }: Cost): string {
	return `${requestSection(requests)}\n${packageSection(packages)}`;
}

const titles: Record<Kind, string> = {
	balance: 'balance',
	order: 'one order',
	page: `a page of ${rows} pending orders`,
};

function requestSection(requests: RequestCosts): string {
	const lines = requests.map(({ kind, bareMicros, oursMicros, ratio }) => [
		titles[kind],
		micros(bareMicros),
		micros(oursMicros),
		`**${times(ratio.median)}**`,
		`${times(ratio.least)} to ${times(ratio.most)}`,
	]);
	return `### Processor time of a request

${tableOf(['GET', "n8n's helper alone", 'this package', 'ratio', 'of single rounds'], lines)}

Everything this package does goes through n8n's own HTTP helper, so a ratio of 1 is the bound. The rest pays for the
limiter, the classification of failures, the checks of every field and the search for the key in the answer. The package's clock ran
a thousand times as fast, so the limiter counts and decides, but hardly ever waits; the requests went one after the other.
The two are measured in turns, and the ratio is the median of the rounds' own ratios, which on a busy machine differs from the ratio of the medians.
At ${requestsPerMinute} requests a minute it comes to ${shareOfCore(requests)} % of one processor core. In a real
n8n the ratio is smaller: there the helper also reads the credential from the database and decrypts it for each request.
`;
}

const requestsPerMinute = 300;

/** What this package takes beside the helper, in percent. */
function shareOfCore(requests: RequestCosts): string {
	const most = Math.max(...requests.map((one) => one.bareMicros * (one.ratio.median - 1)));
	return ((100 * most * requestsPerMinute) / 60e6).toFixed(3);
}

function packageSection({ ours, others, floor }: PackageCosts): string {
	const lines = [ours, ...others, floor].map((one) => [
		one === floor ? '*a package with one empty node*' : `${one.name} ${one.version}`,
		`${one.nodes} + ${one.credentials}`,
		size(one.alone, ours.alone),
		size(one.installed, ours.installed),
		beside(one, ours, (of) => of.cpuMs, ms),
		beside(one, ours, (of) => of.loadMs, ms),
		beside(one, ours, (of) => of.heapBytes, bytes),
	]);
	const heads = [
		'package',
		'nodes + credentials',
		'by itself',
		'as n8n installs it',
		'load: processor',
		'load: time',
		'load: heap',
	];
	return `### Size and load time

${tableOf(heads, lines)}

In brackets: how many times this package's figure. "By itself" is without dependencies; the heap is what stays in use.
n8n installs a package with its dependencies, but without n8n-workflow, which it has itself. It loads community packages
one after the other when it starts, before it listens. From a package that has its descriptions as JSON in dist/known and
dist/types it would read only those; none of these has them, so all their nodes and credentials are required and constructed.
The empty package is the bound: what n8n itself takes to load one. Each load is in a new process that already has
n8n-core; the figures are medians, and the packages took turns.
`;
}

function size(of: FolderSize, ours: FolderSize): string {
	return `${beside(of, ours, (one) => one.bytes, bytes)}, ${of.files} file${of.files === 1 ? '' : 's'}`;
}

function beside<T>(
	one: T,
	ours: T,
	value: (of: T) => number,
	show: (value: number) => string,
): string {
	const text = show(value(one));
	return one === ours ? text : `${text} (${times(value(one) / value(ours))})`;
}

/** In three digits: more would be noise. */
function digits(value: number): string {
	return String(Number(value.toPrecision(3)));
}

const times = (ratio: number) => `× ${digits(ratio)}`;
const micros = (value: number) => `${digits(value)} µs`;
const ms = (value: number) => `${digits(value)} ms`;
const bytes = (value: number) =>
	value < 1e6 ? `${digits(value / 1e3)} kB` : `${digits(value / 1e6)} MB`;
