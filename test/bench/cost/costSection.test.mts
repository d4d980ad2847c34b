import { expect, it } from '@jest/globals';
import { costLead, costSection } from './costSection.mts';
import type { Cost } from './cost.mts';
import type { PackageCost } from './packageCost.mts';

const ours: PackageCost = {
	name: 'n8n-nodes-gosms',
	version: '1.2.3',
	nodes: 2,
	credentials: 1,
	loadMs: 20,
	cpuMs: 25,
	heapBytes: 900_000,
	alone: { bytes: 145_624, files: 111 },
	installed: { bytes: 145_624, files: 111 },
};
const other: PackageCost = {
	name: 'n8n-nodes-other',
	version: '4.5.6',
	nodes: 1,
	credentials: 0,
	loadMs: 50,
	cpuMs: 12.5,
	heapBytes: 9_000_000,
	alone: { bytes: 72_812, files: 1 },
	installed: { bytes: 1_456_240, files: 700 },
};
const measured: Cost = {
	requests: [
		{
			kind: 'page',
			bareMicros: 800,
			oursMicros: 901,
			ratio: { median: 1.125, least: 1.0444, most: 1.3 },
		},
	],
	packages: { ours, others: [other], floor: { ...ours, name: 'n8n-nodes-empty', loadMs: 2 } },
};
const section = costSection(measured);

it.each([
	['| a page of 100 pending orders | 800 µs | 901 µs | **× 1.13** | × 1.04 to × 1.3 |'],
	[
		'| n8n-nodes-gosms 1.2.3 | 2 + 1 | 146 kB, 111 files | 146 kB, 111 files | 25 ms | 20 ms | 900 kB |',
	],
	[
		'| n8n-nodes-other 4.5.6 | 1 + 0 | 72.8 kB (× 0.5), 1 file | 1.46 MB (× 10), 700 files | 12.5 ms (× 0.5) | 50 ms (× 2.5) | 9 MB (× 10) |',
	],
	['| *a package with one empty node* | 2 + 1 |'],
	['it comes to 0.050 % of one processor core'],
])('says %s', (line) => {
	expect(section).toContain(line);
});

it('says in two sentences what matters', () => {
	expect(costLead(measured)).toBe(
		"A request takes × 1.13 the processor time of n8n's HTTP helper alone: 0.050 % of one core at 300 requests a minute, the most that the API allows a key. The package has 146 kB as n8n installs it, and loads in 20 ms.",
	);
});
