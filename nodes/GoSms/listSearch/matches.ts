/** Whether an entry of a list contains what was typed into its search, ignoring accents and case. */
export function matches(shown: string, filter: string | undefined): boolean {
	return plain(shown).includes(plain(filter ?? ''));
}

export function equals(shown: string, filter: string): boolean {
	return plain(shown) === plain(filter);
}

/** Moves the rows that matter most to the front. */
export function withFirst<T>(rows: readonly T[], isFirst: (row: T) => boolean): T[] {
	return [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))];
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
