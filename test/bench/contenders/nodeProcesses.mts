import type { Outcome } from '../contest/contenders.mts';
import { end, nextMessage, startFile } from '../place/forked.mts';
import type { Address } from '../place/place.mts';

const startTimeoutMs = 60_000;
const atMostMs = 840_000;

type Result = { codes: number; handedOn: Array<[number, number]>; failures: string[] };

/** This node in several processes with one key; all start together, when the last of them is ready. */
export async function runProcesses(
	{ baseUrl, key }: Address,
	items: number,
	processCount: number,
): Promise<Outcome> {
	const start = () => startFile('contenders/nodeProcess.mts');
	const children = Array.from({ length: processCount }, start);
	try {
		await Promise.all(children.map((child) => nextMessage(child, startTimeoutMs)));
		const results = children.map((child) => nextMessage<Result>(child, atMostMs));
		for (const child of children) child.send({ address: { baseUrl, key }, items });
		const outcomes = await Promise.all(results);
		return {
			codes: outcomes.reduce((sum, one) => sum + one.codes, 0),
			handedOnMs: new Map(outcomes.flatMap((one) => one.handedOn)),
			failures: outcomes.flatMap((one) => one.failures),
		};
	} finally {
		await Promise.all(children.map(end));
	}
}
