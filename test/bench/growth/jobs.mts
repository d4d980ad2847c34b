import { end, nextMessage, startFile } from '../place/forked.mts';
import type { Arrival, ArrivalJob } from './arriving.mts';
import type { IdleCost, IdleJob } from './idle.mts';
import type { Sharing, SharingJob } from './sharing.mts';

export type Job =
	| ({ kind: 'idle' } & IdleJob)
	| ({ kind: 'arriving' } & ArrivalJob)
	| ({ kind: 'sharing' } & SharingJob);

export type JobResults = { idle: IdleCost; arriving: Arrival[]; sharing: Sharing[] };

const patienceMs = 600_000;

/** In a process of its own, which ends with it. */
export async function runJob<Kind extends Job['kind']>(
	job: Extract<Job, { kind: Kind }>,
): Promise<JobResults[Kind]> {
	const child = startFile('growth/jobProcess.mts', [JSON.stringify(job)]);
	try {
		const read = (message: unknown) =>
			typeof message === 'object' && message !== null ? (message as JobResults[Kind]) : undefined;
		return await nextMessage(child, read, patienceMs);
	} finally {
		await end(child);
	}
}
