/** As the document writes times: `2025-12-03T10:50:00Z`, whole seconds. */
export function timestamp(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** As HTTP writes them (IMF-fixdate), whole seconds too. */
export function httpDate(ms: number): string {
	return new Date(ms).toUTCString();
}
