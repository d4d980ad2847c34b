/** Whether what a list shows holds what was typed into its search, accents and case aside. */
export function matches(shown: string, filter: string | undefined): boolean {
	return plain(shown).includes(plain(filter ?? ''));
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
