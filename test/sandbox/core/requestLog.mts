import type { RequestEntry } from './exchange.mts';

export type RequestLog = ReturnType<typeof createRequestLog>;

const most = 100_000;
/** Old entries are cut off in batches, so that a full log costs nothing extra per request. */
const batch = 10_000;

/** The last requests, in the order of their arrival. */
export function createRequestLog() {
	const entries: RequestEntry[] = [];
	let seq = 0;
	return {
		entries,
		add(entry: Omit<RequestEntry, 'seq'>): RequestEntry {
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
