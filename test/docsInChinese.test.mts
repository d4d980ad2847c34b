import { expect, it } from '@jest/globals';
import { blocksOf, readPaper, sectionsOf, type Section } from './support/papers.mts';

// A translation is free in its words and in how it builds a section; docsOfTheNode.test.mts holds its tables to the node.

const chinese = sectionsOf(readPaper('docs/README.zh-CN.md'));

it('the Chinese README has headings of the same levels as the English one, and the same code', () => {
	const shapesOf = (sections: Section[]) =>
		sections.map(({ level, body }) => ({ level, blocks: blocksOf(body) }));
	expect(shapesOf(chinese)).toEqual(shapesOf(sectionsOf(readPaper('README.md'))));
});

it.each(chinese)('“$heading” is in Chinese', ({ body }) => {
	expect(body).toMatch(/\p{Script=Han}{4}/u);
});
