import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export type SampleLanguage = 'python' | 'node' | 'php';

/** The headings between which the document has each sample. */
const sections: Record<SampleLanguage, { after: string; before: string }> = {
	python: { after: 'Python 示例', before: 'Node.js 示例' },
	node: { after: 'Node.js 示例', before: 'PHP 示例' },
	php: { after: 'PHP 示例', before: '最佳实践' },
};

/**
 * The document has lost its indentation, and Python needs it: the depth of each line of its sample. Only white space
 * is put back; should the document change, the number of lines no longer matches, and this fails.
 */
const pythonDepths = [
	...[0, 0, 0, 0, 0, 1, 1, 0],
	...[0, 0, 1, 1, 2, 2, 1, 1, 1],
	...[0, 0, 1, 1, 1],
	...[0, 0, 1, 1, 1, 2, 2, 3, 2, 3, 2, 2, 2, 1],
	...[0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 2, 0, 1],
];

const vendorBaseUrl = 'https://appsms.net/api/v1';
const vendorKey = 'ch_xxxxxxxxxxxxx';

export function documentPath(): string {
	return resolve(process.env.GOSMS_API_DOCUMENT ?? '../shared/gosms-api.zh.txt');
}

/** The vendor's own sample program, with only base URL and key changed. */
export function vendorSample(
	language: SampleLanguage,
	sandbox: { baseUrl: string; key: string },
): string {
	const lines = sampleLines(readDocument(), language);
	const text = (language === 'python' ? indented(lines) : lines).join('\n');
	return replaceOnce(replaceOnce(text, vendorBaseUrl, sandbox.baseUrl), vendorKey, sandbox.key);
}

function readDocument(): string {
	const path = documentPath();
	if (!existsSync(path))
		throw new Error(
			`The vendor's samples are taken from the API document, which is missing: ${path}. ` +
				'Put gosms-api.zh.txt there, or name its place in GOSMS_API_DOCUMENT.',
		);
	return readFileSync(path, 'utf8');
}

function sampleLines(document: string, language: SampleLanguage): string[] {
	const { after, before } = sections[language];
	const lines = document.split('\n');
	const begin = lines.indexOf(after);
	const end = lines.indexOf(before, begin + 1);
	if (begin < 0 || end < 0) throw new Error(`The document has no section "${after}"`);
	return lines.slice(begin + 1, end);
}

function indented(lines: string[]): string[] {
	if (lines.length !== pythonDepths.length)
		throw new Error(
			`The Python sample has ${lines.length} lines, its indentation is known for ${pythonDepths.length}`,
		);
	return lines.map((line, index) => '    '.repeat(pythonDepths[index] ?? 0) + line);
}

function replaceOnce(text: string, from: string, to: string): string {
	if (text.split(from).length !== 2) throw new Error(`The sample has not exactly one "${from}"`);
	return text.replace(from, () => to);
}
