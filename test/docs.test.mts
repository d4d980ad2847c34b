import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { anchorOf, linksOf, papers, readPaper, root, sectionsOf } from './support/papers.mts';

const anchorsOf = (path: string) =>
	sectionsOf(readPaper(path)).map(({ heading }) => anchorOf(heading));

/** What is wrong with a link of a paper; nothing when it leads somewhere, or out of the repository. */
function complaintOf(paper: string, link: string): string[] {
	if (/^(https?|mailto):/.test(link)) return [];
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? paper : join(dirname(paper), decodeURI(path));
	if (!existsSync(join(root, target))) return [`${link}: there is no ${target}`];
	if (anchor !== undefined && !anchorsOf(target).includes(anchor))
		return [`${link}: ${target} has no heading for it`];
	return [];
}

describe.each(papers)('%s', (paper) => {
	it('has links that lead somewhere', () => {
		const links = linksOf(readPaper(paper));
		expect(links.flatMap((link) => complaintOf(paper, link))).toEqual([]);
	});

	it('names scripts and suites that exist', () => {
		const { scripts } = JSON.parse(readPaper('package.json')) as {
			scripts: Record<string, string>;
		};
		const named = [...readPaper(paper).matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
		expect(named.filter((name) => !(name in scripts))).toEqual([]);
		const suites = [...readPaper(paper).matchAll(/(?<![\w/.])test\/[\w./-]*\w/g)].map(
			([path]) => path,
		);
		const exist = (path: string) =>
			[path, `${path}.mts`, `${path}.test.mts`].some((name) => existsSync(join(root, name)));
		expect(suites.filter((path) => !exist(path))).toEqual([]);
	});
});

it('the README can be read at one go', () => {
	expect(readPaper('README.md').split(/\s+/).length).toBeLessThanOrEqual(1_300);
});

it('a link into nothing would be noticed', () => {
	expect(complaintOf('README.md', 'test/nowhere.md')).toHaveLength(1);
	expect(complaintOf('README.md', 'test/README.md#nowhere')).toHaveLength(1);
	expect(complaintOf('.github/CONTRIBUTING.md', '../README.md#the-trigger')).toEqual([]);
	expect(papers).toEqual(expect.arrayContaining(['README.md', '.github/CONTRIBUTING.md']));
});
