import type { VirtualClock } from '../simulation/virtualClock.mts';
import type { Deviation, Group } from './deviation.mts';
import type { Job } from './jobs/job.mts';
import { Front } from './place/front.mts';
import { Place } from './place/place.mts';
import { lost, type Verdict } from './verdict.mts';

/** One deviation before one job. */
export type Cell = { group: Group; deviation: Deviation; job: Job };

export type Judged = Cell & { verdict: Verdict };

export const nameOf = ({ group, deviation, job }: Cell) =>
	`${group.name}: ${deviation.name} / ${job.name}`;

/** Each deviation with the jobs that may meet it. */
export function cellsOf(groups: readonly Group[], jobs: readonly Job[]): Cell[] {
	return groups.flatMap((group) =>
		group.rows.flatMap((deviation) =>
			jobs
				.filter((job) => job.groups?.includes(group.name) !== false && mayMeet(job, deviation))
				.map((job) => ({ group, deviation, job })),
		),
	);
}

function mayMeet({ name, asks, mayAsk }: Job, { on, jobs, notJobs }: Deviation): boolean {
	if (jobs && !jobs.includes(name)) return false;
	if (notJobs?.includes(name)) return false;
	return on.some((endpoint) => asks.includes(endpoint) || mayAsk.includes(endpoint));
}

/** Cells at work side by side: few, since time does not pass while one of them has something to do. */
const sideBySide = 8;

/** Runs cells in virtual time, and hands over each verdict as it comes. */
export async function judge(
	clock: VirtualClock,
	cells: readonly Cell[],
	onVerdict: (judged: Judged) => void = () => undefined,
): Promise<Judged[]> {
	const front = new Front();
	await front.listen();
	const left = cells.entries();
	const judged: Judged[] = [];
	const work = async () => {
		for (const [index, cell] of left) {
			const verdict = await verdictOf(front, clock, cell);
			judged[index] = { ...cell, verdict };
			onVerdict({ ...cell, verdict });
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
