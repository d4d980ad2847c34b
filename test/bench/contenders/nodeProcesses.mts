import { end, nextMessage, startFile } from '../place/forked.mts';
import type { Address } from '../place/place.mts';
import { joined, type Outcome } from './job.mts';

const startTimeoutMs = 60_000;
const atMostMs = 840_000;

/** This node in several processes with one key; all start together, when the last of them is ready. */
export async function runProcesses(
	{ baseUrl, key }: Address,
	orders: number,
	processCount: number,
): Promise<Outcome> {
	const start = () => startFile('contenders/nodeProcess.mts');
	const children = Array.from({ length: processCount }, start);
	try {
		await Promise.all(children.map((child) => nextMessage(child, startTimeoutMs)));
		const results = children.map((child) => nextMessage<Outcome>(child, atMostMs));
		for (const child of children) child.send({ address: { baseUrl, key }, orders });
		return joined(await Promise.all(results));
	} finally {
		await Promise.all(children.map(end));
	}
}
