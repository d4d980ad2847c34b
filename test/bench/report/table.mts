/** A table in Markdown; the first column is text, the others are numbers. */
export function tableOf(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Figures that few people want to read, out of the way of the others. */
export function folded(summary: string, parts: readonly string[]): string[] {
	if (parts.length === 0) return [];
	return [`<details>\n<summary>${summary}</summary>`, ...parts, '</details>'];
}
