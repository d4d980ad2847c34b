/** Figures that few people want to read, out of the way of the others. */
export function folded(summary: string, parts: readonly string[]): string[] {
	if (parts.length === 0) return [];
	return [`<details>\n<summary>${summary}</summary>`, ...parts, '</details>'];
}
