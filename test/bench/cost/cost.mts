import { measurePackages, type PackageCosts, type PackageSource } from './packageCost.mts';
import { measureRequests, type RequestCosts } from './requestCost.mts';
import type { RoundSizes } from './rounds.mts';

export type CostSizes = {
	requests: RoundSizes;
	/** That this package is set against. */
	packages: readonly PackageSource[];
	/** Of each package. */
	loads: number;
};

/** Plain data: what this package takes of processor, disk and n8n's start. */
export type Cost = { requests: RequestCosts; packages: PackageCosts };

export const fullCostSizes: CostSizes = {
	requests: { requests: 1_000, rounds: 9, warmUpRequests: 1_500 },
	// Of several kinds: some bring nothing along, one a library, one four heavy ones.
	packages: [
		{ name: 'n8n-nodes-minio', version: '0.1.4' },
		{ name: '@blotato/n8n-nodes-blotato', version: '1.0.10' },
		{ name: '@mendable/n8n-nodes-firecrawl', version: '2.1.2' },
		{ name: 'n8n-nodes-evolution-api', version: '1.0.4' },
		{ name: 'n8n-nodes-mcp', version: '0.1.37' },
	],
	loads: 9,
};

/** Without the network. */
export const quickCostSizes: CostSizes = {
	requests: { requests: 5, rounds: 2, warmUpRequests: 1 },
	packages: [],
	loads: 1,
};

/** One after the other, since both measure processor time; needs a built package. */
export async function measureCost(
	{ requests, packages, loads }: CostSizes,
	say: (line: string) => void = () => undefined,
): Promise<Cost> {
	return {
		requests: await measureRequests(requests),
		packages: await measurePackages(packages, loads, say),
	};
}
