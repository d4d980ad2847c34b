import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../contenders/job.mts';
import { control } from '../../sandbox/control/remoteControl.mts';
import type { Address } from '../place/place.mts';
import type { Sizes } from '../work/sizes.mts';

/** A piece of work that all contenders are given alike: same seed, same SMS, same limits. */
export type Scenario = {
	name: string;
	title: string;
	/** What a reader of the result must know. */
	note?: string;
	jobOf: (sizes: Sizes) => Job;
	/** What happens to the API meanwhile. */
	disturb?: (address: Address, sizes: Sizes) => Promise<void>;
	atMostMs: number;
	/** The contender that is not asked to do this. */
	without?: string;
};

const minuteMs = 60_000;

/** Nearly all of it is one execution that is over in six minutes. */
const scenario = (
	name: string,
	title: string,
	jobOf: Scenario['jobOf'],
	more: Partial<Scenario> = {},
): Scenario => ({
	name,
	title,
	jobOf,
	atMostMs: 6 * minuteMs,
	...more,
});

export const scenarios: readonly Scenario[] = [
	scenario('twenty', 'Twenty orders in one execution', ({ few }) => ({ orders: few })),
	scenario('hundred', 'A hundred orders in one execution', ({ many }) => ({ orders: many })),
	scenario('executions', 'A hundred executions of one order', ({ many }) => ({
		orders: many,
		executions: many,
	})),
	scenario('thousand', 'A thousand orders in one execution', ({ most }) => ({ orders: most }), {
		atMostMs: 20 * minuteMs,
		without: 'vendor',
		note: "The vendor's sample is left out: it is one program for each order, and a thousand are too many.",
	}),
	scenario(
		'storm',
		'Twenty orders, while for a minute another client of the key sends 30 requests at once every three seconds',
		({ few }) => ({ orders: few }),
		{
			note: 'Here this node is slow on purpose: it pauses after a refusal as the vendor asks, gives way to the other client, and takes minutes to come back. A retry of the whole node is quicker, but buys its numbers again.',
			disturb: async (address, { troubleMs }) => {
				for (let leftMs = troubleMs; leftMs > 0; leftMs -= 3_000) {
					await control(address.baseUrl, 'requestAsOther', 30, address.key);
					await sleep(3_000);
				}
			},
		},
	),
	scenario(
		'outage',
		'Twenty orders, and after ten seconds an outage of a minute',
		({ few }) => ({ orders: few }),
		{
			disturb: async (address, { troubleMs }) => {
				await sleep(troubleMs / 6);
				const fault = { kind: 'outage', as: 'html503', durationMs: troubleMs } as const;
				await control(address.baseUrl, 'addFault', fault);
			},
		},
	),
	scenario('processes', 'Two processes with one key, forty orders each', ({ perProcess }) => ({
		orders: 2 * perProcess,
		executions: 2,
		processes: 2,
	})),
];
