import type { Finding } from './compare.mts';

export function tableOf(findings: readonly Finding[]): string {
	const answer = (copes: boolean | null) => (copes === null ? '-' : copes ? 'yes' : 'no');
	const rows = [
		['what', 'document', 'seen', 'node copes'],
		...findings.map(({ what, document, seen, copes }) => [what, document, seen, answer(copes)]),
	];
	const widthOf = (at: number) => Math.max(...rows.map((row) => row[at]?.length ?? 0));
	const pad = (text: string, at: number) => text.padEnd(widthOf(at));
	return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

export function judgementOf(findings: readonly Finding[]): { copes: boolean; judgement: string } {
	const { length } = findings;
	const bad = findings.filter(({ copes }) => copes === false).map(({ what }) => what);
	if (bad.length === 0)
		return { copes: true, judgement: `The node copes with all ${length} findings.` };
	const names = bad.join('; ');
	const judgement = `The node does not cope with ${bad.length} of ${length} findings: ${names}.`;
	return { copes: false, judgement };
}
