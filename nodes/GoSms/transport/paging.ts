/** What has been learned of how this server pages a list: the document is no promise. */
export type Paging = {
	/** Rows that are asked for; smaller where the server refuses a hundred. */
	size: number;
	/** Rows of a full page, as far as seen: a server may give fewer than were asked for. */
	fullLength: number;
	/** Pages count from here; `undefined` until that is sure. */
	firstPage: 0 | 1 | undefined;
	oldestFirst: boolean;
	/** The newest page of a list that is oldest first. */
	lastPage: number;
	/** Whether the server accepts a status filter. */
	takesFilter: boolean;
	/** Whether `total` counts all rows; `undefined` until that is sure. */
	isTotalRight: boolean | undefined;
};

export const largestPage = 100;

/** Each list and each filter of it has pages of its own: where the newest is in one says nothing of another. */
export function pagingOf(known: Map<string, Paging>, list: string): Paging {
	const paging = known.get(list) ?? newPaging();
	known.set(list, paging);
	return paging;
}

export function newPaging(): Paging {
	return {
		size: largestPage,
		fullLength: 0,
		firstPage: undefined,
		oldestFirst: false,
		lastPage: 1,
		takesFilter: true,
		isTotalRight: undefined,
	};
}

/** Smaller sizes that a server which refuses a hundred may accept. */
export function nextSize(size: number): number | undefined {
	return [50, 20].find((smaller) => smaller < size);
}
