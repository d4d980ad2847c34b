/** Whether what a list shows holds what was typed into its search, accents and case aside. */
export function matches(shown: string, filter: string | undefined): boolean {
	return plain(shown).includes(plain(filter ?? ''));
}

export function equals(shown: string, filter: string): boolean {
	return plain(shown) === plain(filter);
}

/** The rows as they are, but those that matter most before the others. */
export function withFirst<T>(rows: readonly T[], isFirst: (row: T) => boolean): T[] {
	return [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))];
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
