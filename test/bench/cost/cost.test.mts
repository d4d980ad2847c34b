import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { measureCost, quickCostSizes, type Cost } from './cost.mts';
import { costSection } from './costSection.mts';
import { writeEmptyPackage } from './emptyPackage.mts';
import { kinds } from './requestKinds.mts';

// Correctness only: no figure of time is demanded. Needs `npm run build`.

const work = mkdtempSync(join(tmpdir(), 'gosms-cost-test-'));
let cost: Cost;

beforeAll(async () => {
	const plain = join(work, 'plain');
	writeEmptyPackage(plain, 'n8n-nodes-plain');
	const dependent = join(work, 'dependent');
	// The second comes from n8n, as a peer dependency does.
	writeEmptyPackage(dependent, 'n8n-nodes-dependent', ['brought', 'n8n-workflow']);
	const brought = join(dependent, 'node_modules', 'brought');
	writeEmptyPackage(brought, 'brought');
	writeFileSync(join(brought, 'index.js'), '// nothing');
	const packages = [{ folder: plain }, { folder: dependent }];
	cost = await measureCost({ ...quickCostSizes, packages });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

it('measures each kind of request by itself and through this package', () => {
	expect(cost.requests.map(({ kind }) => kind)).toEqual(kinds);
	for (const { bareMicros, oursMicros, ratio } of cost.requests) {
		expect([bareMicros, oursMicros, ratio.least].every((value) => value > 0)).toBe(true);
		expect(ratio.least).toBeLessThanOrEqual(ratio.median);
		expect(ratio.median).toBeLessThanOrEqual(ratio.most);
	}
});

it('loads this package and others as n8n does', () => {
	const { ours, others, floor } = cost.packages;
	expect(ours).toMatchObject({ name: 'n8n-nodes-gosms', nodes: 2, credentials: 1 });
	expect(ours.installed).toEqual(ours.alone);
	expect(others.map(({ name }) => name)).toEqual(['n8n-nodes-plain', 'n8n-nodes-dependent']);
	for (const one of [...others, floor]) {
		expect(one).toMatchObject({ version: '1.0.0', nodes: 1, credentials: 0 });
	}
	for (const one of [ours, ...others, floor]) {
		expect(one.loadMs > 0 && one.cpuMs > 0).toBe(true);
	}
});

it('counts what a package brings along apart from its own files', () => {
	const [plain, dependent] = cost.packages.others;
	expect(plain).toMatchObject({ alone: { files: 2 }, installed: { files: 2 } });
	expect(dependent).toMatchObject({ alone: { files: 2 }, installed: { files: 5 } });
});

it('is plain data, with a line for each measurement', () => {
	expect(JSON.parse(JSON.stringify(cost))).toEqual(cost);
	const section = costSection(cost);
	expect(section).not.toMatch(/NaN|Infinity|undefined|–/);
	const lines = section.split('\n').filter((line) => line.startsWith('| '));
	expect(lines).toHaveLength(2 + kinds.length + 2 + 4);
});
