import { startSandboxProcess } from '../place/childSandbox.mts';
import { end, nextMessage, startFile } from '../place/forked.mts';
import type { Address, BenchSandbox } from '../place/place.mts';
import { kinds, rows, type Kind } from './requestKinds.mts';
import { summarize, type RequestCost, type Round, type RoundSizes } from './rounds.mts';

/** What the process is told that measures. */
export type RequestWork = { address: Address; orderId: number; sizes: RoundSizes };

export type RequestCosts = Array<RequestCost & { kind: Kind }>;

const atMostMs = 600_000;
const dayMs = 24 * 3_600_000;

/**
 * Processor time of a request by n8n's own HTTP helper and by this package, which uses it: limiter, classification,
 * checks and redaction are the difference. n8n proper also reads the credential from its database and decrypts it for
 * each request, in both cases; that is not here, so the part that this package adds is smaller there.
 */
export async function measureRequests(sizes: RoundSizes): Promise<RequestCosts> {
	const sandbox = await startSandboxProcess({
		seed: 11,
		limits: { perSecond: null, perMinute: null },
		orderLifeMs: dayMs,
		sms: { default: { delayMs: null } },
	});
	try {
		const orderId = await fillPage(sandbox);
		const work: RequestWork = { address: sandbox, orderId, sizes };
		const args = ['--expose-gc', '--import', 'tsx'];
		const child = startFile('cost/requestCostProcess.mts', [JSON.stringify(work)], args);
		try {
			const measured = await nextMessage(child, readRounds, atMostMs);
			await demandNoRepeats(sandbox, sizes);
			return measured.map(({ kind, rounds }) => ({ kind, ...summarize(rounds) }));
		} finally {
			await end(child);
		}
	} finally {
		await sandbox.close();
	}
}

/** Buys as many numbers as a page has rows; the answer is the last order's ID. */
async function fillPage({ baseUrl, key }: Address): Promise<number> {
	const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
	const body = JSON.stringify({ project_code: 'whatsapp', region: 'ID' });
	let orderId = NaN;
	for (let row = 0; row < rows; row++) {
		const answer = await fetch(`${baseUrl}/order`, { method: 'POST', headers, body });
		if (!answer.ok) throw new Error(`the sandbox sold no number: ${await answer.text()}`);
		orderId = ((await answer.json()) as { order_id: number }).order_id;
	}
	return orderId;
}

/** A request that was sent twice would be counted once. */
async function demandNoRepeats(sandbox: BenchSandbox, sizes: RoundSizes): Promise<void> {
	const { requests } = await sandbox.records();
	const ofEach = sizes.warmUpRequests + sizes.rounds * sizes.requests;
	const wanted = rows + kinds.length * 2 * ofEach;
	if (requests.length !== wanted)
		throw new Error(`${requests.length} requests were sent, not ${wanted}`);
}

function readRounds(message: unknown): Array<{ kind: Kind; rounds: Round[] }> | undefined {
	return Array.isArray(message) ? message : undefined;
}
