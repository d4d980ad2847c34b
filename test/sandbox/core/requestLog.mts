import type { RequestEntry } from './exchange.mts';

/** The last requests, in the order of their arrival. */
export interface RequestLog {
	readonly entries: readonly RequestEntry[];
	add(entry: Omit<RequestEntry, 'seq'>): RequestEntry;
	clear(): void;
}

const most = 100_000;
/** Old entries are cut off in batches, so that a full log costs nothing extra per request. */
const batch = 10_000;

export function createRequestLog(): RequestLog {
	const entries: RequestEntry[] = [];
	let seq = 0;
	return {
		entries,
		add(entry) {
			if (entries.length >= most + batch) entries.splice(0, batch);
			seq += 1;
			const added = { seq, ...entry };
			entries.push(added);
			return added;
		},
		clear() {
			entries.length = 0;
		},
	};
}
