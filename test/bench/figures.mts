import type { Sandbox } from '../sandbox/server.mts';

/** One line of the result: what was measured, what was aimed at, and whether it was reached. */
export type Figure = {
	work: string;
	name: string;
	value: string;
	target: string;
	reached: boolean;
};

/** What a piece of work came to, by the sandbox's own records. Times in ms. */
export type Measured = {
	orders: number;
	codes: number;
	requests: number;
	polls: number;
	refused: number;
	/** From the arrival of an SMS to the answer that told of it, for those that came once all numbers were bought. */
	seenMs: number[];
	startMs: number;
	endMs: number;
};

export function measure(sandbox: Sandbox, codes: number): Measured {
	const { requests } = sandbox;
	const orders = sandbox.control.orders();
	const lastPurchaseMs = Math.max(...orders.map((order) => order.createdAtMs));
	const lists = requests.filter((entry) => entry.endpoint === 'orders').map((entry) => entry.atMs);
	const lookUps = new Map<number, number[]>();
	for (const entry of requests) {
		if (entry.endpoint !== 'order' || entry.orderId === null) continue;
		const times = lookUps.get(entry.orderId) ?? [];
		lookUps.set(entry.orderId, [...times, entry.atMs]);
	}
	const seenMs = orders.flatMap(({ orderId, receivedAtMs }) => {
		if (receivedAtMs === null || receivedAtMs < lastPurchaseMs) return [];
		// Without the text, the list itself tells of the code.
		const looks = lookUps.get(orderId) ?? lists;
		const seen = looks.find((atMs) => atMs >= receivedAtMs);
		return seen === undefined ? [] : [seen - receivedAtMs];
	});
	return {
		orders: orders.length,
		codes,
		requests: requests.length,
		polls: lists.length,
		refused: requests.filter((entry) => entry.status === 429).length,
		seenMs: seenMs.sort((a, b) => a - b),
		startMs: requests[0]?.atMs ?? 0,
		endMs: requests.at(-1)?.atMs ?? 0,
	};
}

export function quantile(sorted: readonly number[], part: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

export function seconds(ms: number): string {
	return `${(ms / 1_000).toFixed(1)} s`;
}

export function percent(part: number): string {
	return `${(100 * part).toFixed(1)} %`;
}
