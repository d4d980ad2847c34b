import { median } from '../record/measured.mts';

/** The same request by n8n's helper alone and by this package; both throw when the answer is not the expected one. */
export type Contenders = { bare: () => Promise<void>; ours: () => Promise<void> };

/** Microseconds of processor time for each request. */
type Round = { bareMicros: number; oursMicros: number };

export type RoundSizes = {
	/** Of each contender, in each round. */
	requests: number;
	rounds: number;
	/** Before the first round, until the engine has compiled what is used. */
	warmUpRequests: number;
};

/** Turn about, so that whatever else the machine does meets both contenders; who begins changes too. */
export async function measureRounds(
	{ bare, ours }: Contenders,
	{ requests, rounds, warmUpRequests }: RoundSizes,
): Promise<Round[]> {
	const microsOf = async (request: () => Promise<void>) => {
		// One contender's garbage is not the other's work.
		if (!globalThis.gc) throw new TypeError('Node.js has no gc');
		globalThis.gc();
		const before = process.cpuUsage();
		await repeat(request, requests);
		const { user, system } = process.cpuUsage(before);
		return (user + system) / requests;
	};
	await repeat(bare, warmUpRequests);
	await repeat(ours, warmUpRequests);
	const measured: Round[] = [];
	for (let round = 0; round < rounds; round++) {
		const isBareFirst = round % 2 === 0;
		const first = await microsOf(isBareFirst ? bare : ours);
		const second = await microsOf(isBareFirst ? ours : bare);
		const [bareMicros, oursMicros] = isBareFirst ? [first, second] : [second, first];
		measured.push({ bareMicros, oursMicros });
	}
	return measured;
}

/** One after the other: the limiter would let fewer side by side than n8n's helper alone. */
async function repeat(request: () => Promise<void>, times: number): Promise<void> {
	for (let count = 0; count < times; count++) await request();
}

/** What one kind of request costs; the ratio is that of each round, since both halves of a round had the same machine. */
export function summarize(rounds: readonly Round[]) {
	const ratios = rounds.map(({ bareMicros, oursMicros }) => oursMicros / bareMicros);
	return {
		bareMicros: median(rounds.map(({ bareMicros }) => bareMicros)),
		oursMicros: median(rounds.map(({ oursMicros }) => oursMicros)),
		ratio: { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
	};
}
