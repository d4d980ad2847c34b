import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from '@jest/globals';
import {
	anchorOf,
	files,
	linksOf,
	papers,
	readPaper,
	root,
	sectionsOf,
} from './support/papers.mts';

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

it.each(papers)('%s has links that lead somewhere', (paper) => {
	const links = linksOf(readPaper(paper));
	expect(links.flatMap((link) => complaintOf(paper, link))).toEqual([]);
});

it.each(files.filter((path) => /\.(md|yml)$/.test(path)))(
	'%s names scripts and suites that exist',
	(path) => {
		const text = readPaper(path);
		const { scripts } = JSON.parse(readPaper('package.json'));
		const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name);
		expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
		const suites = [...text.matchAll(/(?<![\w/.])test\/[\w./-]*\w/g)].map(([suite]) => suite);
		const exists = (suite: string) =>
			['', '.mts', '.test.mts'].some((ending) => existsSync(join(root, suite + ending)));
		expect(suites.filter((suite) => !exists(suite))).toEqual([]);
	},
);

it('the README can be read at one go', () => {
	expect(readPaper('README.md').split(/\s+/).length).toBeLessThanOrEqual(1_300);
});

it('a link into nothing would be noticed', () => {
	expect(complaintOf('README.md', 'test/nowhere.md')).toHaveLength(1);
	expect(complaintOf('README.md', 'test/README.md#nowhere')).toHaveLength(1);
});
