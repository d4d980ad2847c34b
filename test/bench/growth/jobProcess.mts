// One part of what is measured in virtual time, in a process of its own: `jobProcess.mts KIND JOB`, which is JSON. Chance
// is seeded here for good.
import '../../support/userFolder.cjs';
import { createRandom } from '../../sandbox/core/random.mts';

process.once('disconnect', () => process.exit());
const random = createRandom(1);
Math.random = () => random.next();

const { arrivals } = await import('./arriving.mts');
const { sharings } = await import('./sharing.mts');
const { costOfWaiting } = await import('./waitingMemory.mts');
const jobs = { arrivals, sharings, costOfWaiting };
export type Jobs = typeof jobs;

const [, , kind = '', job = ''] = process.argv;
const work = Object.entries(jobs).find(([name]) => name === kind)?.[1];
process.send?.(await work?.(JSON.parse(job)));
