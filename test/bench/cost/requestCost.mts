import { startSandboxProcess } from '../place/childSandbox.mts';
import { resultOf } from '../place/forked.mts';
import type { Address } from '../place/place.mts';
import type { Workload } from '../work/workload.mts';
import { costLead, costSection } from './costSection.mts';
import { kinds, rows, type Kind } from './requestKinds.mts';
import { summarize, type RequestCost, type Round, type RoundSizes } from './rounds.mts';

export type { RoundSizes };

/** What the process is told that measures. */
export type RequestWork = { address: Address; orderId: number; sizes: RoundSizes };

export type RequestCosts = Array<RequestCost & { kind: Kind }>;

export const fullCostSizes: RoundSizes = { requests: 1_000, rounds: 9, warmUpRequests: 1_500 };
export const quickCostSizes: RoundSizes = { requests: 5, rounds: 2, warmUpRequests: 1 };

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
		const work: RequestWork = { address: sandbox, orderId: await fillPage(sandbox), sizes };
		const measured = await resultOf<Array<{ kind: Kind; rounds: Round[] }>>(
			'cost/requestCostProcess.mts',
			[JSON.stringify(work)],
			atMostMs,
			['--expose-gc'],
		);
		// A request that was sent twice would be counted once.
		const { requests } = await sandbox.records();
		const wanted = rows + kinds.length * 2 * (sizes.warmUpRequests + sizes.rounds * sizes.requests);
		if (requests.length !== wanted)
			throw new Error(`${requests.length} requests were sent, not ${wanted}`);
		return measured.map(({ kind, rounds }) => ({ kind, ...summarize(rounds) }));
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
		const order: { order_id: number } = JSON.parse(await answer.text());
		orderId = order.order_id;
	}
	return orderId;
}

export const costWork: Workload = {
	name: 'cost',
	atMostMs: 900_000,
	load: 'alone',
	async run(_place, sizes) {
		const found = await measureRequests(sizes.cost);
		return {
			title: 'What a request takes',
			figures: [],
			lead: costLead(found),
			text: costSection(found),
			isCorrect: true,
		};
	},
};
