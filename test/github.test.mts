import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { allVersions } from './n8n/versions.mts';

const folder = resolve(__dirname, '../.github');
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

	it('ends some time, and puts nothing into a shell that a stranger could choose', () => {
		for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
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

	it('happens for tags of versions only, after all tests, and states where the package comes from', () => {
		expect(event).toEqual({ push: { tags: ['v*'] } });
		expect(publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
		expect(runsOf(publish)).toEqual(
			expect.arrayContaining(['npm cit', 'npm run test:e2e -- --suite scanner']),
		);
		expect(runsOf(publish).at(-1)).toMatch(/^npm publish --provenance/);
	});

	it('knows no secret but npm’s', () => {
		const text = readFileSync(join(folder, 'workflows/publish.yml'), 'utf8');
		expect(new Set(text.match(/secrets\.\w+/g))).toEqual(new Set(['secrets.NPM_TOKEN']));
	});

	it.each([
		['v9.9.9', '9.9.9', true],
		['v9.9.8', '9.9.9', false],
	])('of the tag %s with the version %s passes: %s', (tag, version, passes) => {
		const check = runsOf(publish).find((run) => run.includes('GITHUB_REF_NAME')) ?? 'false';
		const script = check.replace('require("./package.json").version', `"${version}"`);
		const env = { ...process.env, GITHUB_REF_NAME: tag };
		expect(spawnSync('bash', ['-c', script], { env }).status === 0).toBe(passes);
	});
});

it('dependabot keeps the packages of n8n together, and offers no version that its tools do not run with', () => {
	const { updates } = load('dependabot.yml');
	const npm = updates.find((one: Record<string, unknown>) => one['package-ecosystem'] === 'npm');
	expect(npm.groups.n8n.patterns).toEqual(['n8n-core', 'n8n-workflow', '@n8n/*']);
	expect(npm.groups.tools['exclude-patterns']).toEqual(npm.groups.n8n.patterns);
	expect(npm.ignore).toEqual(
		expect.arrayContaining([
			{ 'dependency-name': 'eslint', versions: ['>=10'] },
			{ 'dependency-name': 'typescript', versions: ['>=6'] },
		]),
	);
});

describe.each(forms)('the form %s', (form) => {
	type Field = { type: string; id?: string; attributes: { label?: string } };
	const { name, description, body } = load(`ISSUE_TEMPLATE/${form}`);
	const fields = (body as Field[]).filter(({ type }) => type !== 'markdown');

	it('has what GitHub demands', () => {
		const someText = expect.stringMatching(/./);
		expect([name, description]).toEqual([someText, someText]);
		for (const field of fields)
			expect(field).toMatchObject({
				type: expect.stringMatching(/^(input|textarea|dropdown|checkboxes)$/),
				id: someText,
				attributes: { label: someText },
			});
		expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
	});

	it('asks for no key, and warns of pasting one', () => {
		for (const { attributes } of fields) expect(attributes.label).not.toMatch(/key/i);
		if (form === 'bug.yml') expect(JSON.stringify(body)).toMatch(/Never paste your API key/);
	});
});
