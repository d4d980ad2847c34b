/** What stands before the sandbox's own number in an ID that is shown otherwise, so that it can be found again. */
export const idMark = '92233720368';

/** Longer IDs than a number of JavaScript can hold: 16 to 19 digits. */
export const longId = (id: number) => `${idMark}${id.toString().padStart(7, '0')}`;

/** Writes the IDs of orders in an answer's text as the deviation has them. */
export function showIds(text: string, showId: (id: number) => string): string {
	return text.replace(/"order_id":(\d+)/g, (_, id: string) => `"order_id":${showId(Number(id))}`);
}

/** The path as the sandbox knows it. */
export function hideIds(path: string): string {
	return path.replace(
		/\/order\/([^/]+)/,
		(_, id: string) => `/order/${Number(id.replace(/\D/g, '').replace(idMark, ''))}`,
	);
}
