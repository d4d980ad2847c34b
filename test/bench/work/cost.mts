import { measureCost } from '../cost/cost.mts';
import { costLead, costSection } from '../cost/costSection.mts';
import type { Workload } from './workload.mts';

export const cost: Workload = {
	name: 'cost',
	atMostMs: 900_000,
	load: 'alone',
	async run(_place, sizes) {
		const found = await measureCost(sizes.cost, console.log);
		const title = 'What a request and the package take';
		return {
			title,
			figures: [],
			lead: costLead(found),
			text: costSection(found),
			isCorrect: true,
		};
	},
};
