import type { Finding } from './compare.mts';

const heads: Finding = { what: 'what', document: 'document', seen: 'seen', copes: '-' };

export function tableOf(findings: readonly Finding[]): string {
	const rows = findings.map(({ what, document, seen, copes }) => [what, document, seen, copes]);
	const all = [[heads.what, heads.document, heads.seen, 'node copes'], ...rows];
	const widths = [0, 1, 2].map((at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
	const pad = (text: string, at: number) =>
		text + ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(text)));
	return all.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

/** Chinese signs take the place of two. */
function widthOf(text: string): number {
	return [...text].reduce((width, sign) => width + (/[\u2e80-\uffef]/.test(sign) ? 2 : 1), 0);
}

export function copesWithAll(findings: readonly Finding[]): boolean {
	return findings.every(({ copes }) => copes !== 'no');
}

export function judgementOf(findings: readonly Finding[]): string {
	const bad = findings.filter(({ copes }) => copes === 'no').map(({ what }) => what);
	const { length } = findings;
	return bad.length === 0
		? `The node copes with all ${length} findings.`
		: `The node does not cope with ${bad.length} of ${length} findings: ${bad.join('; ')}.`;
}
