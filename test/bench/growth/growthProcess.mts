// What is measured in virtual time, in a process of its own: `growthProcess.mts SIZES`, which is JSON. Chance is seeded
// here for good.
import '../../support/userFolder.cjs';
import { createRandom } from '../../sandbox/core/random.mts';

process.once('disconnect', () => process.exit());
const random = createRandom(1);
Math.random = () => random.next();

const { measureGrowth } = await import('./points.mts');
process.send?.(await measureGrowth(JSON.parse(process.argv[2] ?? '')));
