import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { allVersions } from './n8n/versions.mts';

const root = resolve(__dirname, '..');
const folder = join(root, '.github');
const load = (path: string) => parse(readFileSync(join(folder, path), 'utf8'));
const workflows = readdirSync(join(folder, 'workflows'));
const forms = readdirSync(join(folder, 'ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

type Step = { uses?: string; run?: string; env?: Record<string, string> };
type Job = {
	steps: Step[];
	permissions?: Record<string, string>;
	strategy?: { matrix: Record<string, unknown[]> };
	'timeout-minutes'?: number;
};
const jobsOf = (workflow: string): Record<string, Job> => load(`workflows/${workflow}`).jobs;
const runsOf = (job?: Job) => (job?.steps ?? []).flatMap(({ run }) => run ?? []);

describe.each(workflows)('the workflow %s', (workflow) => {
	const jobs = Object.values(jobsOf(workflow));
	const steps = jobs.flatMap((job) => job.steps);

	it('may only read, unless a job says what more it needs', () => {
		expect(load(`workflows/${workflow}`).permissions).toEqual({ contents: 'read' });
	});

	it('names each action with its major version, and leaves no credential in the checkout', () => {
		for (const step of steps)
			expect(step.uses ?? 'actions/run@v1').toMatch(/^actions\/[\w-]+@v\d+$/);
		for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
			expect(step).toMatchObject({ with: { 'persist-credentials': false } });
	});

	it('ends some time', () => {
		for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
	});

	it('runs scripts that exist', () => {
		const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		const named = steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run ([\w:]+)/g)]);
		for (const [, name = ''] of named) expect(Object.keys(scripts)).toContain(name);
	});

	it('puts nothing into a shell that a stranger could choose', () => {
		for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{(?! matrix\.)/);
	});
});

describe('CI', () => {
	const { test, e2e } = jobsOf('ci.yml');

	it('runs the README’s command on the lines of Node.js that n8n runs on', () => {
		expect(test?.strategy?.matrix.node).toEqual([20, 22, 24]);
		expect(runsOf(test)).toContain('npm cit');
	});

	it('tries the versions of n8n that the tests know, and the suites that need none', () => {
		const wanted = ['--without-n8n', ...allVersions.map(({ n8n }) => `--n8n ${n8n}`)];
		expect(e2e?.strategy?.matrix.suites).toEqual(wanted);
		expect(runsOf(e2e)).toContain('npm run test:e2e -- ${{ matrix.suites }}');
	});

	it('installs n8n anew when what is installed changes', () => {
		const cache = e2e?.steps.find(({ uses }) => uses?.startsWith('actions/cache'));
		expect(JSON.stringify(cache)).toContain("hashFiles('test/n8n/versions.mts'");
	});
});

describe('publishing', () => {
	const { on: event, jobs } = load('workflows/publish.yml');
	const { publish } = jobs as Record<string, Job>;

	it('happens for tags of versions only', () => {
		expect(event).toEqual({ push: { tags: ['v*'] } });
	});

	it('states where the package comes from', () => {
		expect(publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(runsOf(publish).at(-1)).toMatch(/^npm publish --provenance/);
	});

	it('comes after all tests, and knows no secret but npm’s', () => {
		expect(runsOf(publish)).toEqual(
			expect.arrayContaining(['npm cit', 'npm run test:e2e -- --suite scanner']),
		);
		const text = readFileSync(join(folder, 'workflows/publish.yml'), 'utf8');
		expect(new Set(text.match(/secrets\.\w+/g))).toEqual(new Set(['secrets.NPM_TOKEN']));
	});

	it.each([
		['v9.9.9', '9.9.9', true],
		['v9.9.8', '9.9.9', false],
	])('of the tag %s with the version %s passes: %s', (tag, version, passes) => {
		const check = runsOf(publish).find((run) => run.includes('GITHUB_REF_NAME')) ?? 'false';
		const script = check.replace('require("./package.json").version', `"${version}"`);
		const run = () =>
			execFileSync('bash', ['-c', script], { env: { ...process.env, GITHUB_REF_NAME: tag } });
		if (passes) run();
		else expect(run).toThrow();
	});
});

describe('dependabot', () => {
	const { updates } = load('dependabot.yml');
	const npm = updates.find(
		(one: { 'package-ecosystem': string }) => one['package-ecosystem'] === 'npm',
	);

	it('keeps the packages of n8n together', () => {
		expect(npm.groups.n8n.patterns).toEqual(['n8n-core', 'n8n-workflow', '@n8n/*']);
		expect(npm.groups.tools['exclude-patterns']).toEqual(npm.groups.n8n.patterns);
	});

	it('offers no version that n8n’s tools do not run with', () => {
		expect(npm.ignore).toEqual(
			expect.arrayContaining([
				{ 'dependency-name': 'eslint', versions: ['>=10'] },
				{ 'dependency-name': 'typescript', versions: ['>=6'] },
			]),
		);
	});
});

describe.each(forms)('the form %s', (form) => {
	type Field = { type: string; id?: string; attributes: { label?: string; value?: string } };
	const { name, description, body } = load(`ISSUE_TEMPLATE/${form}`);
	const fields = (body as Field[]).filter(({ type }) => type !== 'markdown');

	it('has what GitHub demands', () => {
		expect([name, description].every((text) => typeof text === 'string' && text)).toBe(true);
		for (const { type } of fields)
			expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
		const ids = fields.map(({ id }) => id);
		expect(ids.every(Boolean)).toBe(true);
		expect(new Set(ids).size).toBe(ids.length);
		expect(fields.every(({ attributes }) => attributes.label)).toBe(true);
	});

	it('asks for no key, and warns of pasting one', () => {
		const asked = fields.map(({ attributes }) => attributes.label).join('\n');
		expect(asked).not.toMatch(/key/i);
		if (form === 'bug.yml') expect(JSON.stringify(body)).toMatch(/Never paste your API key/);
	});
});
