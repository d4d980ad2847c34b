/** What has been learned of how this server pages a list: the document is no promise. */
export type Paging = {
	/** Rows that are asked for; smaller where the server refuses a hundred. */
	size: number;
	/** Rows of a full page, as far as seen: a server may give fewer than were asked for. */
	fullLength: number;
	/** Pages count from here; `undefined` until that is sure. */
	firstPage: 0 | 1 | undefined;
	oldestFirst: boolean;
	/** Where the newest are in a list that is oldest first, by its filter: each has pages of its own. */
	lastPages: Map<string, number>;
	/** Whether the server accepts a status filter. */
	takesFilter: boolean;
	/** Whether `total` counts all rows; `undefined` until that is sure. */
	isTotalRight: boolean | undefined;
};

export const largestPage = 100;

export function newPaging(): Paging {
	return {
		size: largestPage,
		fullLength: 0,
		firstPage: undefined,
		oldestFirst: false,
		lastPages: new Map(),
		takesFilter: true,
		isTotalRight: undefined,
	};
}

/** Smaller sizes that a server which refuses a hundred may accept. */
export function nextSize(size: number): number | undefined {
	return [50, 20].find((smaller) => smaller < size);
}
