// One part of the growth, in a process of its own: `jobProcess.mts JOB`, which is JSON. Chance is seeded here for good.
import { createRandom } from '../../sandbox/core/random.mts';
import { arrivals } from './arriving.mts';
import { builtEngine } from './engine.mts';
import { idleCost } from './idle.mts';
import type { Job, JobResults } from './jobs.mts';
import { sharings } from './sharing.mts';

process.once('disconnect', () => process.exit());
const random = createRandom(1);
Math.random = () => random.next();
process.send?.(await work(JSON.parse(process.argv[2] ?? '') as Job));

async function work(job: Job): Promise<JobResults[Job['kind']]> {
	switch (job.kind) {
		case 'idle':
			return await idleCost(builtEngine(), job);
		case 'arriving':
			return await arrivals(builtEngine(), job);
		case 'sharing':
			return await sharings(job);
	}
}
