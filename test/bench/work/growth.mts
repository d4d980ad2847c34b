import { growthPlot } from '../growth/growthPlot.mts';
import { growthSection } from '../growth/growthSection.mts';
import { isComplete, measureGrowth } from '../growth/measureGrowth.mts';
import type { Workload } from './workload.mts';

const plot = 'performance.svg';

export const growth: Workload = {
	name: 'growth',
	atMostMs: 900_000,
	load: 'alone',
	async run(_place, sizes) {
		const found = await measureGrowth(sizes.growth, console.log);
		const picture = `![How requests, delays, processor time and memory grow with the orders that wait, and refusals and time with the processes on one key](${plot})`;
		return {
			title: 'Growth, in virtual time',
			figures: [],
			lead: picture,
			text: growthSection(found),
			pictures: { [plot]: growthPlot(found) },
			isCorrect: isComplete(found),
		};
	},
};
