import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { Address } from '../place/place.mts';
import { httpRequestNode, type ApiRow, type HttpRequestSettings } from './httpRequestNode.mts';

export type LoopStyle = 'plain' | 'careful' | 'tenASecond';

/** What people set: nothing, the limit of a second alone, or batches that keep inside the limit of a minute too. */
export const loopStyles: Record<LoopStyle, HttpRequestSettings & { title: string }> = {
	plain: { title: 'all items at once', maxTries: 1, betweenTriesMs: 0 },
	tenASecond: {
		title: 'batches of 10 a second, Retry On Fail',
		batch: { size: 10, intervalMs: 1_000 },
		maxTries: 5,
		betweenTriesMs: 5_000,
	},
	careful: {
		title: 'one item each 250 ms, Retry On Fail',
		batch: { size: 1, intervalMs: 250 },
		maxTries: 5,
		betweenTriesMs: 5_000,
	},
};

/** Who looks more rarely sends fewer requests; ten seconds is what the vendor's schedule ends with. */
const waitMs = 10_000;

export type LoopResult = {
	codes: number;
	/** When a code left the loop, by its order's ID. */
	handedOnMs: ReadonlyMap<number, number>;
};

/**
 * Sends what a workflow of n8n's HTTP Request, Wait and IF nodes sends, in the same order; n8n's own nodes are not
 * installed here. All purchases first; then Wait for ten seconds, a look at every order that is pending, IF it is pending
 * still back to Wait, else out of the loop. When a node fails, so does the execution: all it had is lost, the
 * numbers too.
 */
export async function httpRequestLoop(
	address: Address,
	clock: Clock,
	count: number,
	style: LoopStyle,
): Promise<LoopResult> {
	const settings = loopStyles[style];
	const handedOnMs = new Map<number, number>();
	const body = { project_code: 'whatsapp', region: 'ID' };
	const purchases = Array.from({ length: count }, () => ({
		method: 'POST' as const,
		path: '/order',
		body,
	}));
	try {
		let pending = await httpRequestNode(address, clock, settings, purchases);
		while (pending.length > 0) {
			await clock.sleep(waitMs);
			const looks = pending.map((one) => ({
				method: 'GET' as const,
				path: `/order/${String(one.order_id)}`,
			}));
			const rows = await httpRequestNode(address, clock, settings, looks);
			for (const row of rows.filter(hasCode)) handedOnMs.set(Number(row.order_id), clock.now());
			pending = rows.filter((row) => row.status === 'pending');
		}
		return { codes: handedOnMs.size, handedOnMs };
	} catch {
		return { codes: 0, handedOnMs: new Map() };
	}
}

function hasCode(row: ApiRow): boolean {
	return typeof row.code === 'string' && row.code !== '';
}
