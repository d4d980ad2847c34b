import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../n8n/client.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Relay } from '../../n8n/relay.mts';
import type { Check } from '../suite.mts';
import { untilTrue } from '../untilTrue.mts';
import { buy, createWatching, eventsOf, nameOf, toldTo, untilTold } from './events.mts';
import { savedAtDeath, type SavedAtDeath } from './savedAtDeath.mts';

const deaths = 4;
/** So that each death meets three triggers, each at another moment of its poll. */
const othersFromSecond = [3, 6];
const longestPauseMs = 6_000;

export async function checkDeaths(
	place: N8nPlace,
	relay: Relay,
	workflow: Workflow,
	check: Check,
): Promise<void> {
	const { client, host, sandbox } = place;
	const { control } = sandbox;
	const startAgain = async () => {
		await host.start();
		await client.signIn();
	};

	await check('a sandbox that is down while n8n starts does not end the trigger', async () => {
		const orderId = buy(place);
		await host.kill();
		await relay.shut();
		await startAgain();
		control.deliver(orderId, {});
		await sleep(3_000);
		await relay.open();
		await untilTold(place, workflow, nameOf(orderId, 'received'));
	});

	await check(
		`${deaths} deaths of n8n lose no event of three triggers, and double none`,
		async () => {
			const workflows = [workflow];
			for (const second of othersFromSecond) {
				const other = await createWatching(place, second);
				await client.activate(other);
				workflows.push(other);
			}
			const expected: string[] = [];
			const saved: SavedAtDeath[] = [];
			for (let death = 0; death < deaths; death++) {
				const orders = [buy(place), buy(place), buy(place)];
				await pause();
				orders.forEach((orderId, index) => {
					const ends = index === 2 ? 'expired' : 'received';
					if (ends === 'received') control.deliver(orderId, {});
					else control.expire(orderId);
					expected.push(nameOf(orderId, 'created'), nameOf(orderId, ends));
				});
				await pause();
				await host.kill();
				saved.push(await savedAtDeath(place));
				await startAgain();
			}
			for (const one of workflows) {
				const missing = async () => {
					const told = new Set(await toldTo(place, one));
					const lostByHost = (event: string) =>
						saved.some(({ isToldOf }) => isToldOf(one.id, event));
					return expected.filter((event) => !told.has(event) && !lostByHost(event));
				};
				await untilTrue('all events', async () => (await missing()).length === 0, 60_000);
				await compare(place, one, expected, saved);
			}
		},
	);
}

/**
 * n8n saves the trigger's state and begins the execution one after the other. When it dies between the two, an event is
 * lost that was saved as told, or told again that was not saved: both can be seen in what it had saved.
 */
async function compare(
	{ client }: N8nPlace,
	{ id, name }: Workflow,
	expected: readonly string[],
	saved: readonly SavedAtDeath[],
): Promise<void> {
	const executions = await client.executions(id);
	const lost: string[] = [];
	const doubled: string[] = [];
	for (const event of expected) {
		const tellings = executions.filter((one) => eventsOf(one).includes(event));
		const [first, ...more] = tellings.map((one) => one.id);
		if (first === undefined) lost.push(event);
		const isHosts = saved.some(
			({ executionIds, isToldOf }) => executionIds.has(first ?? '') && !isToldOf(id, event),
		);
		if (more.length > 0) {
			assert.ok(isHosts, `${event} was told again although n8n had saved that it was told`);
			doubled.push(event);
		}
	}
	if (lost.length + doubled.length > 0)
		console.log(
			`  n8n died while saving, ${name}: lost ${lost.join(', ') || '-'}; doubled ${doubled.join(', ') || '-'}`,
		);
}

async function pause(): Promise<void> {
	await sleep(Math.random() * longestPauseMs);
}
