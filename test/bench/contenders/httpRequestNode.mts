import type { Clock } from '../../../nodes/GoSms/transport/clock.ts';
import type { Address } from '../place/place.mts';

/** Settings of n8n's HTTP Request node that decide when it sends what. */
export type HttpRequestSettings = {
	/** Options → Batching: so many items, then so long a pause; none: all at once. */
	batch?: { size: number; intervalMs: number };
	/** Settings → Retry On Fail: tries in all, and the pause between them; one try: off. */
	maxTries: number;
	betweenTriesMs: number;
};

export type ApiRow = Record<string, unknown>;
export type Sending = { method: 'GET' | 'POST'; path: string; body?: Record<string, string> };

/**
 * One run of n8n's HTTP Request node, as its code has it (V3): items are sent without waiting for each other's answers, a
 * pause between batches; when all answers are there, one refusal among them fails the node. Retry On Fail then runs the
 * whole node again, with all its items, those that went well included.
 */
export async function httpRequestNode(
	{ baseUrl, key }: Address,
	clock: Clock,
	{ batch, maxTries, betweenTriesMs }: HttpRequestSettings,
	items: readonly Sending[],
): Promise<ApiRow[]> {
	const send = async ({ method, path, body }: Sending): Promise<ApiRow> => {
		const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
		const text = body && JSON.stringify(body);
		const answer = await fetch(baseUrl + path, { method, headers, ...(text && { body: text }) });
		const row: unknown = await answer.json();
		if (!answer.ok || typeof row !== 'object') throw new Error(`HTTP ${answer.status}`);
		return { ...row };
	};
	for (let attempt = 1; ; attempt++) {
		const sent: Array<Promise<ApiRow>> = [];
		for (const [index, item] of items.entries()) {
			if (batch && index > 0 && index % batch.size === 0) await clock.sleep(batch.intervalMs);
			const answer = send(item);
			answer.catch(() => undefined);
			sent.push(answer);
		}
		const answers = await Promise.allSettled(sent);
		const rows = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		if (rows.length === items.length) return rows;
		if (attempt >= maxTries) throw new Error('The node has failed, and the execution with it');
		await clock.sleep(betweenTriesMs);
	}
}
