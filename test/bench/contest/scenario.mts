import { control } from '../place/control.mts';
import type { Address, Place } from '../place/place.mts';
import type { Sizes } from '../work/sizes.mts';
import type { Job } from './contender.mts';

/** A piece of work that all contenders are given alike: same seed, same SMS, same limits. */
export type Scenario = {
	name: string;
	title: string;
	/** What a reader of the result must know. */
	note?: string;
	jobOf: (sizes: Sizes) => Job;
	/** What happens to the API meanwhile. */
	disturb?: (address: Address, sizes: Sizes, clock: Place['clock']) => Promise<void>;
	atMostMs: number;
};

const minuteMs = 60_000;
const usuallyMs = 6 * minuteMs;

const oneExecution = (orders: number): Job => ({ orders, executions: 1, processes: 1 });

export const scenarios: readonly Scenario[] = [
	{
		name: 'one',
		title: 'One order',
		jobOf: () => oneExecution(1),
		atMostMs: usuallyMs,
	},
	{
		name: 'ten',
		title: 'Ten orders in one execution',
		jobOf: ({ few }) => oneExecution(few / 2),
		atMostMs: usuallyMs,
	},
	{
		name: 'twenty',
		title: 'Twenty orders in one execution',
		jobOf: ({ few }) => oneExecution(few),
		atMostMs: usuallyMs,
	},
	{
		name: 'hundred',
		title: 'A hundred orders in one execution',
		jobOf: ({ many }) => oneExecution(many),
		atMostMs: usuallyMs,
	},
	{
		name: 'executions',
		title: 'A hundred executions of one order',
		jobOf: ({ many }) => ({ orders: many, executions: many, processes: 1 }),
		atMostMs: usuallyMs,
	},
	{
		name: 'thousand',
		title: 'A thousand orders in one execution',
		jobOf: ({ most }) => oneExecution(most),
		atMostMs: 20 * minuteMs,
	},
	{
		name: 'storm',
		title:
			'Twenty orders, while for a minute another client of the key sends 30 requests at once every three seconds',
		note: 'Here this node is slow on purpose: it pauses after a refusal as the vendor asks, gives way to the other client, and takes minutes to come back. A retry of the whole node is quicker, but buys its numbers again.',
		jobOf: ({ few }) => oneExecution(few),
		disturb: async (address, { lifeMs }, clock) => {
			for (let leftMs = lifeMs / 10; leftMs > 0; leftMs -= 3_000) {
				await control(address, 'request-as-other', { count: 30, key: address.key });
				await clock.sleep(3_000);
			}
		},
		atMostMs: usuallyMs,
	},
	{
		name: 'outage',
		title: 'Twenty orders, and after ten seconds an outage of a minute',
		jobOf: ({ few }) => oneExecution(few),
		disturb: async (address, { lifeMs }, clock) => {
			await clock.sleep(lifeMs / 60);
			await control(address, 'faults', { kind: 'outage', as: 'html503', durationMs: lifeMs / 10 });
		},
		atMostMs: usuallyMs,
	},
	{
		name: 'processes',
		title: 'Two processes with one key, forty orders each',
		jobOf: ({ perProcess }) => ({ orders: 2 * perProcess, executions: 2, processes: 2 }),
		atMostMs: usuallyMs,
	},
];
