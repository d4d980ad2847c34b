import { newVirtualTime } from '../simulation/sharedClock.mts';
import { quietLoop, type VirtualClock } from '../simulation/virtualClock.mts';
import type { Deviation, Group } from './deviation.mts';
import { buyingJobs } from './jobs/buying.mts';
import { cancellingJobs } from './jobs/cancelling.mts';
import { lost, type Job, type Verdict } from './jobs/job.mts';
import { readingJobs } from './jobs/reading.mts';
import { triggerJobs } from './jobs/triggering.mts';
import { waitingJobs } from './jobs/waiting.mts';
import { Front } from './place/front.mts';
import { Place } from './place/place.mts';
import { cancels } from './tables/cancels.mts';
import { envelopes } from './tables/envelopes.mts';
import { fieldsOfAnOrder } from './tables/fields.mts';
import { idsOfAnOrder } from './tables/ids.mts';
import { ledger } from './tables/ledger.mts';
import { readLists } from './tables/lists.mts';
import { messages } from './tables/messages.mts';
import { money } from './tables/money.mts';
import { errors } from './tables/refusals.mts';
import { statuses } from './tables/statuses.mts';
import { pages, strays } from './tables/strays.mts';
import { times } from './tables/times.mts';
import { slowness, wire } from './tables/wire.mts';

export const jobs: readonly Job[] = [
	...buyingJobs,
	...waitingJobs,
	...readingJobs,
	...cancellingJobs,
	...triggerJobs,
];

export const groups: readonly Group[] = [
	idsOfAnOrder,
	fieldsOfAnOrder,
	envelopes,
	statuses,
	messages,
	money,
	times,
	readLists,
	errors,
	cancels,
	strays,
	pages,
	ledger,
	wire,
	slowness,
];

/** One deviation before one job. */
export type Cell = { group: Group; deviation: Deviation; job: Job };

export type Judged = Cell & { verdict: Verdict };

export const nameOf = ({ group, deviation, job }: Cell) =>
	`${group.name}: ${deviation.name} / ${job.name}`;

/** Each deviation with the jobs that may meet it. */
export const cells: readonly Cell[] = groups.flatMap((group) =>
	group.rows.flatMap((deviation) =>
		jobs
			.filter((job) => job.groups?.includes(group.name) !== false && mayMeet(job, deviation))
			.map((job) => ({ group, deviation, job })),
	),
);

function mayMeet({ name, asks, mayAsk }: Job, { on, jobs, notJobs }: Deviation): boolean {
	if (jobs?.includes(name) === false || notJobs?.includes(name)) return false;
	return on.some((endpoint) => asks.includes(endpoint) || mayAsk.includes(endpoint));
}

/** Cells at work side by side: few, since time does not pass while one of them has something to do. */
const sideBySide = 8;

/** Runs cells in virtual time. */
export async function judge(some: readonly Cell[]): Promise<Judged[]> {
	const clock = newVirtualTime(quietLoop);
	const front = new Front();
	await front.listen();
	const left = some.entries();
	const judged: Judged[] = [];
	const work = async () => {
		for (const [index, cell] of left) {
			judged[index] = { ...cell, verdict: await verdictOf(front, clock, cell) };
		}
	};
	await clock.run(Promise.all(Array.from({ length: sideBySide }, work)));
	await front.end();
	return judged;
}

async function verdictOf(
	front: Front,
	clock: VirtualClock,
	{ deviation, job }: Cell,
): Promise<Verdict> {
	const place = new Place(front, clock, deviation, job.place);
	try {
		const verdict = await job.run(place);
		const [violation] = place.core.violations;
		if (violation) return lost(`the ledger does not add up: ${violation}`);
		return place.api.touched > 0 || verdict.kind === 'lost' ? verdict : { kind: 'untouched' };
	} catch (error) {
		return lost(`the test stumbled: ${error instanceof Error ? error.stack : String(error)}`);
	} finally {
		place.close();
	}
}
