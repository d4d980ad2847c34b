import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { allVersions } from './n8n/versions.mts';
import { readPaper } from './support/papers.mts';

type Job = {
	steps: Array<{ run?: string }>;
	permissions?: Record<string, string>;
	strategy?: { matrix: Record<string, unknown[]> };
};
type Workflow = { on: object; jobs: Record<string, Job> };

const load = (name: string): Workflow => parse(readPaper(`.github/workflows/${name}`));
const runsOf = (job?: Job) => (job?.steps ?? []).flatMap(({ run }) => run ?? []);
const { test, e2e } = load('ci.yml').jobs;

it('CI runs the README’s command on the lines of Node.js that n8n runs on', () => {
	expect(test?.strategy?.matrix.node).toEqual([20, 22, 24]);
	expect(runsOf(test)).toContain('npm cit');
});

it('CI tries the versions of n8n that the tests know, and the suites that need none', () => {
	const wanted = ['--without-n8n', ...allVersions.map(({ n8n }) => `--n8n ${n8n}`)];
	expect(e2e?.strategy?.matrix.suites).toEqual(wanted);
	expect(runsOf(e2e)).toContain('npm run test:e2e -- ${{ matrix.suites }}');
});

it('a tag of a version is published, after all tests, with where the package comes from', () => {
	const { on: event, jobs } = load('publish.yml');
	expect(event).toEqual({ push: { tags: ['v*'] } });
	expect(jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	const runs = runsOf(jobs.publish);
	const tests = ['npm cit', 'npm run test:e2e -- --suite scanner'];
	expect(runs).toEqual(expect.arrayContaining(tests));
	expect(runs.at(-1)).toMatch(/^npm publish --provenance/);
});
