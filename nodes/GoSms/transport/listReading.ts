import { success, type Result } from './failure';
import { fetchPage, isBeyond, layoutOf, lengthOf, risesIn } from './paging';
import type { List, Listed, ListPage } from './paging';
import type { Page } from './reading/answers';
import { mayPass } from './retry';

/** Common page limits: a page of such a length does not mean that the list ends. */
const usualLengths = [10, 20, 25, 30, 50, 100];

/** One reading of a list, in either direction. */
export class Reading<Item extends Listed> {
	readonly seen = new Set<string>();
	private skipped = 0;
	/** What the first page said. */
	private total: number | undefined;

	constructor(private readonly list: List<Item>) {}

	/** Rows that the server counts and has not shown: its count may be wrong. */
	get missing(): number {
		return Math.max(0, (this.total ?? 0) - this.seen.size - this.skipped);
	}

	isComplete(): boolean {
		return this.list.paging.isTotalRight !== true || this.missing === 0;
	}

	async *forward(): AsyncGenerator<Result<ListPage<Item>>, void> {
		const { paging } = this.list;
		let rows = 0;
		const met = new Set<string>();
		const first = paging.firstPage ?? 1;
		for (let number: number = first; ; number++) {
			let page = await fetchPage(this.list, number);
			if (page.ok && number === 1 && paging.firstPage === undefined) {
				const earlier = await this.pageZero(page.value);
				if (earlier) [page, number] = [success(earlier), 0];
			}
			if (!page.ok && number > first && isBeyond(page.failure) && this.isComplete()) {
				page = success({ items: [], skipped: 0, total: undefined });
			}
			if (!page.ok) {
				yield page;
				return;
			}
			if (number === first || number === 0) this.learn(page.value);
			// A server may give a row twice.
			const others = page.value.items.filter(({ id }) => !met.has(id));
			for (const { id } of others) met.add(id);
			rows += others.length + page.value.skipped;
			const isLast = this.isLast(page.value, rows, number - first + 1);
			const isShort = isLast && rows > 0 && this.total !== rows;
			const mayMiss = isShort && paging.firstPage === undefined;
			const zero = mayMiss ? await this.pageBefore(page.value.items) : undefined;
			const further = Math.max(1, this.pagesIn(this.total) - 1 - (number - first));
			yield success(this.take(page.value, !isLast ? further : zero ? 1 : 0));
			if (zero) yield success(this.take(zero, 0));
			if (isLast) return;
		}
	}

	/** From the last page, where the newest are, to the first. */
	async *backward(): AsyncGenerator<Result<ListPage<Item>>, void> {
		const { paging } = this.list;
		const first = paging.firstPage ?? 1;
		const layout = layoutOf(this.list);
		let last = Math.max(first, layout.lastPage);
		let page = await fetchPage(this.list, last);
		if (page.ok && risesIn(page.value.items) === false) {
			layout.oldestFirst = false;
			yield* this.forward();
			return;
		}
		while (page.ok && last > first && lengthOf(page.value) === 0)
			page = await fetchPage(this.list, --last);
		for (let isEnd = false; page.ok && !isEnd; ) {
			isEnd = true;
			if (lengthOf(page.value) < Math.max(1, paging.fullLength)) break;
			const guess = first + this.pagesIn(page.value.total) - 1;
			for (const number of [guess, last + 1].filter((one) => one > last)) {
				const next = await fetchPage(this.list, number);
				// A page that only failed may exist, with the newest of all.
				if (!next.ok && mayPass(next.failure)) page = next;
				if (!page.ok) break;
				// A server may give its last page again for one that is not there.
				if (!next.ok || !next.value.items.some(isUnlike(page.value.items))) continue;
				[page, last, isEnd] = [next, number, false];
				break;
			}
		}
		layout.lastPage = last;
		for (let number = last; ; page = await fetchPage(this.list, --number)) {
			yield page.ok ? success(this.take(page.value, number - first)) : page;
			if (!page.ok || number <= first) return;
		}
	}

	/** What is new on a page. */
	take(page: Page<Item>, left: number): ListPage<Item> {
		const fresh = page.items.filter(({ id }) => {
			const isNew = !this.seen.has(id);
			this.seen.add(id);
			return isNew;
		});
		this.skipped += page.skipped;
		return { items: fresh.filter(this.list.passes), skipped: page.skipped, left };
	}

	/** Where pages count from 0, page 1 is the second one, and shorter than it ought to be. */
	private async pageZero(one: Page<Item>): Promise<Page<Item> | undefined> {
		const { paging } = this.list;
		const length = lengthOf(one);
		if (one.total === length || (length > 0 && length >= paging.size)) return undefined;
		return await this.pageBefore(one.items, length > 0);
	}

	/** Asks for page 0, which may be there. @param isSure whether it would have other rows than page 1 */
	private async pageBefore(items: readonly Item[], isSure = true): Promise<Page<Item> | undefined> {
		const { paging } = this.list;
		const zero = await fetchPage(this.list, 0);
		const isNew = isUnlike(items);
		const isEarlier =
			zero.ok && zero.value.items.some((one) => isNew(one) && !this.seen.has(one.id));
		// It may be page 1 again, with a new row on top.
		const isMixed = isEarlier && !zero.value.items.every(isNew);
		// A page that only failed may exist.
		const isAnswered = zero.ok || isBeyond(zero.failure);
		if ((isEarlier || (isSure && isAnswered)) && !isMixed) paging.firstPage = isEarlier ? 0 : 1;
		return isEarlier ? zero.value : undefined;
	}

	private learn(first: Page<Item>): void {
		const { paging } = this.list;
		this.total = first.total;
		const layout = layoutOf(this.list);
		layout.oldestFirst = risesIn(first.items) ?? layout.oldestFirst;
		const length = lengthOf(first);
		if (first.total === undefined || first.total < length) paging.isTotalRight = false;
		else if (first.total > length) paging.isTotalRight ??= true;
	}

	private isLast(page: Page<Item>, rows: number, pages: number): boolean {
		const { paging } = this.list;
		const length = lengthOf(page);
		if (length === 0) return true;
		const hasNews = page.items.some(({ id }) => !this.seen.has(id));
		// What is missing in a second reading is farther back.
		if (!hasNews) return this.isComplete() || pages >= this.pagesIn(this.total);
		if (this.total === undefined || rows < this.total || paging.isTotalRight === false)
			return false;
		// A page that is shorter than another one was is not full.
		if (paging.isTotalRight === true || length < paging.fullLength) return true;
		return !usualLengths.includes(length) && length < paging.size;
	}

	private pagesIn(total: number | undefined): number {
		if (total === undefined || this.list.paging.isTotalRight === false) return 1;
		return Math.max(1, Math.ceil(total / Math.max(1, this.list.paging.fullLength)));
	}
}

function isUnlike(items: ReadonlyArray<{ id: string }>) {
	const known = new Set(items.map(({ id }) => id));
	return ({ id }: { id: string }) => !known.has(id);
}
