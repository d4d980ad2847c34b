import { resultOf } from '../place/forked.mts';
import type { Jobs } from './jobProcess.mts';

const patienceMs = 600_000;

/** In a process of its own, which ends with it. */
export async function runJob<Name extends keyof Jobs>(
	name: Name,
	settings: Parameters<Jobs[Name]>[0],
): Promise<Awaited<ReturnType<Jobs[Name]>>> {
	return await resultOf<Awaited<ReturnType<Jobs[Name]>>>(
		'growth/jobProcess.mts',
		[name, JSON.stringify(settings)],
		patienceMs,
	);
}
