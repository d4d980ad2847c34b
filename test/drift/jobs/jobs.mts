import { buyingJobs } from './buying.mts';
import { cancellingJobs } from './cancelling.mts';
import { readingJobs } from './reading.mts';
import { triggerJobs } from './triggering.mts';
import { waitingJobs } from './waiting.mts';

export const jobs = [
	...buyingJobs,
	...waitingJobs,
	...readingJobs,
	...cancellingJobs,
	...triggerJobs,
];
