/** As the document writes times: `2025-12-03T10:50:00Z`, whole seconds. */
export function timestamp(ms: number): string {
	const second = Math.floor(ms / 1_000);
	const known = texts.get(second);
	if (known !== undefined) return known;
	const text = `${new Date(second * 1_000).toISOString().slice(0, 19)}Z`;
	if (texts.size < 100_000) texts.set(second, text);
	return text;
}

/** Lists show the same times again and again. */
const texts = new Map<number, string>();

/** As HTTP writes them (IMF-fixdate), whole seconds too. */
export function httpDate(ms: number): string {
	return new Date(ms).toUTCString();
}
