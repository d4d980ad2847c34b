import { describe, expect, it } from '@jest/globals';
import { blocksOf, readPaper, sectionsOf } from './support/papers.mts';

// A translation is free in its words and in how it builds a section; docsOfTheNode.test.mts holds its tables to the node.

const [english, chinese] = ['README.md', 'docs/README.zh-CN.md'].map(readPaper);

/** What is the same in every language: the levels of the headings, and the code beneath each. */
const shapesOf = (text = '') =>
	sectionsOf(text).map(({ level, body }) => ({ level, blocks: blocksOf(body) }));

const headings = sectionsOf(english ?? '').map(({ heading }, index) => ({ heading, index }));

it('the Chinese README has as many headings as the English one', () => {
	expect(shapesOf(chinese).map(({ level }) => level)).toEqual(
		shapesOf(english).map(({ level }) => level),
	);
});

it.each(headings)('“$heading” has the same code, and is in Chinese', ({ index }) => {
	expect(shapesOf(chinese)[index]).toEqual(shapesOf(english)[index]);
	expect(sectionsOf(chinese ?? '')[index]?.body).toMatch(/\p{Script=Han}{4}/u);
});

describe('a difference would be noticed', () => {
	const text = '# One\n```bash\nnpm cit\n```\n## Two\nWords.\n';

	it('and none where there is none', () => {
		const translated = text.replace('Two', '二').replace('Words', '词');
		expect(shapesOf(translated)).toEqual(shapesOf(text));
	});

	it.each([
		['a command', 'npm cit', 'npm ci'],
		['a language', '```bash', '```js'],
		['the level of a heading', '## Two', '### Two'],
		['a heading', '## Two\n', ''],
		['a block', '```bash\nnpm cit\n```\n', ''],
	])('%s', (_what, before, after) => {
		const changed = text.replace(before, after);
		expect(changed).not.toBe(text);
		expect(shapesOf(changed)).not.toEqual(shapesOf(text));
	});
});
