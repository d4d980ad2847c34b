// One part of what is measured in virtual time, in a process of its own: `jobProcess.mts NAME SETTINGS`, which is JSON.
// Chance is seeded here for good.
import '../../support/userFolder.cjs';
import { createRandom } from '../../sandbox/core/random.mts';

process.once('disconnect', () => process.exit());
const random = createRandom(1);
Math.random = () => random.next();

const { measureGrowth } = await import('./points.mts');
const { costOfWaiting } = await import('./memory.mts');
const jobs = { growth: measureGrowth, memory: costOfWaiting };
export type Jobs = typeof jobs;

const [, , wanted = '', settings = ''] = process.argv;
const job = Object.entries(jobs).find(([name]) => name === wanted)?.[1];
process.send?.(await job?.(JSON.parse(settings)));
