import type { BenchSandbox, Place, Records, SandboxSetup } from '../place/place.mts';

/** The work on a sandbox of its own, which is closed whatever comes of it. */
export async function onSandbox<T>(
	place: Place,
	setup: SandboxSetup,
	work: (sandbox: BenchSandbox) => Promise<T>,
): Promise<{ result: T; records: Records }> {
	const sandbox = await place.sandbox({ seed: 11, ...setup });
	try {
		const result = await work(sandbox);
		return { result, records: await sandbox.records() };
	} finally {
		await sandbox.close();
	}
}

/** From the arrival of each SMS to the moment at which its code left for the next node; rising. */
export function handOver(records: Records, leftMs: ReadonlyMap<number, number>): number[] {
	const delays = records.orders.flatMap(({ orderId, receivedAtMs }) => {
		const left = leftMs.get(orderId);
		return receivedAtMs === null || left === undefined ? [] : [left - receivedAtMs];
	});
	return delays.sort((a, b) => a - b);
}
