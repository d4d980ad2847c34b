import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(__dirname, '..', '..');

export const readPaper = (path: string) => readFileSync(join(root, path), 'utf8');

/** All files of the repository. */
export const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
	cwd: root,
	encoding: 'utf8',
})
	.split('\n')
	.filter((path) => path !== '' && existsSync(join(root, path)));

export const papers = files.filter((path) => path.endsWith('.md'));

export type Section = { level: number; heading: string; body: string };

const block = /^```(\w*)\n([^]*?)^```/gm;
const inlineCode = /`([^`\n]+)`/g;
const link = /\]\(([^)\s]+)\)/g;

const all = (text: string, pattern: RegExp, group = 1) =>
	[...text.matchAll(pattern)].map((match) => match[group] ?? '');

export const blocksOf = (text: string) =>
	[...text.matchAll(block)].map(([, language = '', code = '']) => ({ language, code }));

const withoutBlocks = (text: string) => text.replace(block, '');

export const inlineCodesOf = (text: string) => all(withoutBlocks(text), inlineCode);

/** Without code, in which brackets and figures mean something else. */
const proseOf = (text: string) => withoutBlocks(text).replace(inlineCode, '');

export const linksOf = (text: string) => all(proseOf(text), link);

/** A document, parted at its headings. */
export function sectionsOf(text: string): Section[] {
	return partsOf(text).map((part) => {
		const [, marks = '', heading = ''] = /^(#+) (.+)$/m.exec(part) ?? [];
		return { level: marks.length, heading, body: part.slice(part.indexOf('\n') + 1) };
	});
}

/** From heading to heading; a line of code may begin like one. */
function partsOf(text: string): string[] {
	const starts = [...text.matchAll(/^```[^]*?^```|^#+ .+$/gm)]
		.filter(([found]) => found.startsWith('#'))
		.map(({ index }) => index);
	return starts.map((start, at) => text.slice(start, starts[at + 1]));
}

/** As GitHub makes the anchors of headings. */
export const anchorOf = (heading: string) =>
	heading
		.replace(/[`*]|\]\([^)]*\)|\[/g, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\- _]/gu, '')
		.replaceAll(' ', '-');
