import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
	anchorOf,
	blocksOf,
	inlineCodesOf,
	linksOf,
	readPaper,
	sectionsOf,
	wordsOf,
} from './support/papers.mts';

const languages = ['README.md', 'docs/README.zh-CN.md'] as const;
const [english, chinese] = languages.map((path) => readPaper(path));

/** Everything in a README that is the same in every language, section by section. */
function shapesOf(path: string, text = '') {
	const sections = sectionsOf(text);
	const anchors = sections.map(({ heading }) => anchorOf(heading));
	/** Headings by their place, files by their place in the repository, and the README in the other language. */
	const targetOf = (link: string) => {
		if (link.startsWith('#')) return `heading ${anchors.indexOf(link.slice(1))}`;
		if (/^\w+:/.test(link)) return link;
		const target = join(dirname(path), link);
		return languages.some((one) => one === target) ? 'the other language' : target;
	};
	return sections.map(({ level, body }) => ({
		level,
		blocks: blocksOf(body),
		tables: tablesOf(body),
		listItems: body.match(/^- /gm)?.length ?? 0,
		links: linksOf(body).map(targetOf).sort(),
		codes: inlineCodesOf(body).sort(),
		panelTerms: (wordsOf(body).match(/(?<!\w)_[^_\n]+_(?!\w)/g) ?? []).sort(),
		englishQuotes: (wordsOf(body).match(/“[\x20-\x7e]+”/g) ?? []).sort(),
		figures: (wordsOf(body).match(/(?<![A-Za-z\d])\d+([.,]\d+)*/g) ?? []).sort(),
	}));
}

/** How many columns each row of each table has. */
function tablesOf(body: string): number[][] {
	const tables = body.match(/(^\|.*\|\n)+/gm) ?? [];
	return tables.map((table) =>
		table
			.trim()
			.split('\n')
			.map((row) => row.split('|').length - 2),
	);
}

const headings = sectionsOf(english ?? '').map(({ heading }, index) => ({ heading, index }));

it('the Chinese README has as many headings as the English one', () => {
	expect(sectionsOf(chinese ?? '').map(({ level }) => level)).toEqual(
		sectionsOf(english ?? '').map(({ level }) => level),
	);
});

it.each(headings)('“$heading” says the same in Chinese', ({ index }) => {
	const [shape, shapeInChinese] = [
		shapesOf(languages[0], english),
		shapesOf(languages[1], chinese),
	].map((shapes) => shapes[index]);
	expect(shapeInChinese).toEqual(shape);
	expect(sectionsOf(chinese ?? '')[index]?.body).toMatch(/\p{Script=Han}{4}/u);
});

describe('a difference would be noticed', () => {
	const text = [
		'# One',
		'Wait 5 s with `code`: [see](#two), _Max Price_, “Stopped”.',
		'```bash',
		'npm cit',
		'```',
		'## Two',
		'| a | b |',
		'| --- | --- |',
		'| 1.5 | [x](test/README.md) |',
		'- point',
		'',
	].join('\n');

	it('and none where there is none', () => {
		const moved = text.replace('test/README.md', '../test/README.md').replace(/two/gi, '二');
		expect(shapesOf('docs/README.zh-CN.md', moved)).toEqual(shapesOf('README.md', text));
	});

	it.each([
		['a figure', '5 s', '6 s'],
		['a code', '`code`', '`content`'],
		['a command', 'npm cit', 'npm ci'],
		['the level of a heading', '## Two', '### Two'],
		['a heading', '## Two\n', ''],
		['a link to another heading', '#two', '#one'],
		['a link to another file', 'test/README.md', 'README.md'],
		['a term of the panel', '_Max Price_', '_Price_'],
		['a message', '“Stopped”', '“Ended”'],
		['a column', '| a | b |', '| a | b | c |'],
		['a row', '| 1.5 | [x](test/README.md) |', '| 1.5 | [x](test/README.md) |\n| | |'],
		['a point', '- point\n', ''],
	])('%s', (_what, before, after) => {
		const changed = text.replace(before, after);
		expect(changed).not.toBe(text);
		expect(shapesOf('README.md', changed)).not.toEqual(shapesOf('README.md', text));
	});
});
