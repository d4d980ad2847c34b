import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '../../n8n/client.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Relay } from '../../n8n/relay.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';
import type { Check } from '../suite.mts';
import { buy, eventsOf, nameOf, toldTo, untilReceived } from './events.mts';
import { savedAtDeath, type SavedAtDeath } from './savedAtDeath.mts';

const deaths = 10;
/** So that n8n dies anywhere between two polls. */
const pause = async () => await sleep(Math.random() * 6_000);

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
		await untilReceived(place, workflow, orderId);
	});

	await check(`${deaths} deaths of n8n lose no event, and double none`, async () => {
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
			saved.push(await savedAtDeath(place, workflow.id));
			await startAgain();
		}
		const missing = async () => {
			const told = new Set(await toldTo(place, workflow));
			const lostByHost = (event: string) => saved.some(({ isToldOf }) => isToldOf(event));
			return expected.filter((event) => !told.has(event) && !lostByHost(event));
		};
		let left = expected;
		const areAllTold = async () => (left = await missing()).length === 0;
		await untilTrue(() => `all events, but not told are ${left.join(', ')}`, areAllTold);
		await compare(place, workflow, expected, saved);
	});
}

/**
 * n8n saves the trigger's state and begins the execution one after the other. When it dies between the two, an event is
 * lost that was saved as told, or told again that was not saved: both can be seen in what it had saved.
 */
async function compare(
	{ client }: N8nPlace,
	{ id }: Workflow,
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
			({ executionIds, isToldOf }) => executionIds.has(first ?? '') && !isToldOf(event),
		);
		if (more.length > 0) {
			assert.ok(isHosts, `${event} was told again although n8n had saved that it was told`);
			doubled.push(event);
		}
	}
	if (lost.length + doubled.length > 0)
		console.log(
			`  n8n died while saving: lost ${lost.join(', ') || '-'}; doubled ${doubled.join(', ') || '-'}`,
		);
}
