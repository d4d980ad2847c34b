import { it, jest } from '@jest/globals';
import type * as Cells from './cells.mts';
import type * as Jobs from './jobs/jobs.mts';
import type * as SharedClock from '../simulation/sharedClock.mts';
import { quietLoop } from './place/quietLoop.mts';
import { fieldsOfAnOrder } from './tables/fields.mts';
import { seedChance } from '../simulation/seededChance.mts';

jest.mock('../../nodes/GoSms/transport/clock', () =>
	jest.requireActual('../simulation/sharedClock.mts'),
);
const { newVirtualTime } = jest.requireActual<typeof SharedClock>('../simulation/sharedClock.mts');
const { cellsOf, judge, nameOf } = jest.requireActual<typeof Cells>('./cells.mts');
const { jobs } = jest.requireActual<typeof Jobs>('./jobs/jobs.mts');
seedChance();
it('x', async () => {
	const plain = {
		name: 'plain',
		what: '',
		rows: [
			{
				name: 'nothing',
				on: ['create', 'order', 'orders', 'cancel', 'balance', 'profile', 'transactions'] as const,
				touches: () => true,
			},
		],
	};
	const groups = process.env.WHAT === 'fields' ? [fieldsOfAnOrder] : [plain];
	const clock = newVirtualTime(quietLoop);
	const cells = cellsOf(groups, jobs);
	const t = Date.now(),
		v = clock.now();
	let last = Date.now();
	const out: string[] = [];
	await judge(clock, cells, (j) => {
		out.push(
			`${nameOf(j)}: ${JSON.stringify(j.verdict).slice(0, 300)} ${Date.now() - last} ms, at ${Math.round((clock.now() - v) / 1000)} s`,
		);
		last = Date.now();
	});
	console.log(
		out.join('\n'),
		cells.length,
		Date.now() - t,
		'ms real',
		(clock.now() - v) / 1000,
		's virtual',
	);
});
