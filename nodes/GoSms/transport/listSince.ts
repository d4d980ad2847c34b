import { success, type Result } from './failure';
import { fetchPage, isBeyond, layoutOf, type List, type Listed, type ListPage } from './paging';
import { Reading } from './listReading';
import { newestFirst } from './lists';
import type { Page } from './reading/answers';

/** `isJoined` when nothing that came before its newest item is still to come. */
export type SincePage<Item> = ListPage<Item> & { isJoined: boolean };

/** This many pages are read from the newest back before the oldest wanted one is looked for. */
const pagesAtFirst = 2;

/**
 * Reads what a list holds since something settled: the newest pages first and then, where those do not reach back, the
 * rest from the oldest on, which is found by halving. Stopping in between loses nothing up to the last page.
 */
export async function* readSince<Item extends Listed>(
	list: List<Item>,
	isSettled: (item: Item) => boolean,
): AsyncGenerator<Result<SincePage<Item>>> {
	let count = 0;
	for await (const page of newestFirst(list)) {
		if (!page.ok) {
			yield page;
			return;
		}
		const isJoined = page.value.left === 0 || page.value.items.slice(-1).some(isSettled);
		yield success({ ...page.value, isJoined });
		if (isJoined) return;
		count += 1;
		if (count === pagesAtFirst) break;
	}
	if (count === pagesAtFirst) yield* upwards(list, isSettled);
}

async function* upwards<Item extends Listed>(
	list: List<Item>,
	isSettled: (item: Item) => boolean,
): AsyncGenerator<Result<SincePage<Item>>> {
	const reading = new Reading(list);
	const { paging } = list;
	const first = paging.firstPage ?? 1;
	const { oldestFirst, lastPage } = layoutOf(list);
	const most = oldestFirst ? lastPage - first : Infinity;
	/** By how many pages are newer. */
	const at = async (place: number) =>
		await fetchPage(list, oldestFirst ? lastPage - place : first + place);

	const found = await firstPlace(list, at, isSettled, Math.max(0, most));
	if (!found.ok) {
		yield found;
		return;
	}
	let total: number | undefined;
	for (let place = found.value; place >= 0; place--) {
		const pages: Array<Page<Item>> = [];
		for (let older = place; older <= most; older++) {
			const page = await at(older);
			if (!page.ok) {
				yield page;
				return;
			}
			pages.unshift(page.value);
			const isStill = older === place && total !== undefined && page.value.total === total;
			// New items have pushed others on to a page that was read before.
			const joins = ({ id }: Item) => reading.seen.has(id);
			const isEnd = page.value.items.length === 0 || oldestFirst;
			if (isEnd || isStill || page.value.items.some((one) => isSettled(one) || joins(one))) break;
		}
		total = paging.isTotalRight === true ? pages.at(-1)?.total : undefined;
		for (const page of pages) yield success({ ...reading.take(page, place), isJoined: true });
	}
}

/** The place of the newest page that reaches back to what is settled, or of the oldest one. */
async function firstPlace<Item extends Listed>(
	{ paging }: List<Item>,
	at: (place: number) => Promise<Result<Page<Item>>>,
	isSettled: (item: Item) => boolean,
	most: number,
): Promise<Result<number>> {
	let known = '';
	const reaches = async (place: number): Promise<Result<boolean>> => {
		const page = await at(place);
		if (!page.ok) return isBeyond(page.failure) ? success(true) : page;
		const { items, total = Infinity } = page.value;
		const isPast = paging.isTotalRight === true && place * paging.fullLength >= total;
		// A server may give its last or its first page for one that is not there.
		const isSame = items[0]?.id === known;
		known = items[0]?.id ?? '';
		return success(items.length === 0 || isPast || isSame || items.some(isSettled));
	};
	let [low, high] = [0, 1];
	while (high < most) {
		const end = await reaches(high);
		if (!end.ok) return end;
		if (end.value) break;
		[low, high] = [high, high * 2 + 1];
	}
	high = Math.min(high, most);
	while (low + 1 < high) {
		const middle = Math.floor((low + high) / 2);
		const end = await reaches(middle);
		if (!end.ok) return end;
		if (end.value) high = middle;
		else low = middle;
	}
	return success(high);
}
