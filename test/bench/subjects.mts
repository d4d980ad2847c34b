import { existsSync } from 'node:fs';
import { versions } from '../n8n/versions.mts';
import { documentPath } from '../sandbox/vendorSamples/samples.mts';
import { contestWork } from './contest/contest.mts';
import { engine, inN8n, loops, vendor } from './contest/contenders.mts';
import { scenarios } from './contest/scenario.mts';
import { RealN8n } from './contenders/inN8n.mts';
import { costWork } from './cost/cost.mts';
import { growthWork } from './growth/growth.mts';
import type { Workload } from './work/workload.mts';

export type Subject = { name: string; title: string; work: Workload[] };

/** All that is measured. Nothing is installed or started before some work wants it. */
export function openSubjects(say: (line: string) => void) {
	const [version] = versions;
	if (!version) throw new TypeError('No version of n8n is named');
	const n8n = new RealN8n(version, say);
	const hasDocument = existsSync(documentPath());
	const contenders = [...(hasDocument ? [vendor] : []), ...loops(n8n), engine, inN8n(n8n)];
	const contest = contestWork(scenarios, contenders);
	return {
		all: [
			{ name: 'contest', title: 'Side by side with what people do today', work: contest },
			{ name: 'takes', title: 'What it takes', work: [costWork] },
			{ name: 'grows', title: 'How it grows', work: [growthWork] },
		],
		/** What cannot be measured here, and why. */
		missing: hasDocument
			? []
			: [`the vendor's sample: there is no API document at ${documentPath()}`],
		end: async () => await n8n.end(),
	};
}
