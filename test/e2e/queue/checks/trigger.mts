import assert from 'node:assert/strict';
import { untilTrue } from '../../../n8n/untilTrue.mts';
import type { Check } from '../../suite.mts';
import { byId, chainOf, order, pollTimesAt } from '../../workflowOf.mts';
import { openAccount, type QueueAccount } from '../account.mts';
import { nameOf, startedBy, type QueuePlace } from '../queuePlace.mts';

const trigger = 'A code has arrived';
const look = 'Look at the order';

export async function checkTrigger(place: QueuePlace, check: Check): Promise<void> {
	const { client, sandbox, askers, main, workers } = place;
	await check('the trigger polls on the main only, and starts executions on workers', async () => {
		const account = await openAccount(place, 'triggered');
		const workflow = await client.createWorkflow(triggeredWorkflow(account));
		await client.activate(workflow);
		const wanted = { projectCode: 'whatsapp', region: 'ID' };
		const buy = () => sandbox.control.createAsOther(wanted, account.key).orderId;
		const ids = [buy(), buy(), buy()];
		// The first is there before any poll has seen it pending, the others while a poll watches.
		const [first = 0, ...others] = ids;
		sandbox.control.deliver(first, {});
		const told = async () => {
			const ran = await client.executions(workflow.id);
			for (const { id, status, error } of ran)
				assert.ok(!['error', 'crashed'].includes(status), `execution ${id}: ${status}, ${error}`);
			return ran.flatMap((one) => one.outputOf(look).map((row) => Number(row.order_id)));
		};
		await untilTrue('the first code', async () => (await told()).includes(first));
		for (const id of others) sandbox.control.deliver(id, {});
		await untilTrue('all codes', async () => (await told()).length >= ids.length);
		await client.post(`/workflows/${workflow.id}/deactivate`, {});
		assert.deepEqual((await told()).sort(), ids.sort());

		const asks = askers.with(account.key);
		const ofMain = asks.filter((ask) => ask.process === nameOf(main));
		const ofWorkers = asks.filter((ask) => workers.map(nameOf).includes(ask.process));
		assert.equal(ofMain.length + ofWorkers.length, asks.length);
		assert.ok(ofMain.some((ask) => ask.path.startsWith('/user/orders')));
		// They do what comes after the trigger, and nothing else.
		const looks = ofWorkers.map((ask) => `${ask.method} ${ask.path}`).sort();
		assert.deepEqual(looks, ids.map((id) => `GET /order/${id}`).sort());

		const ran = await client.executionIds(workflow.id);
		const onWorkers = workers.flatMap(startedBy);
		assert.ok(ran.every((id) => onWorkers.includes(id)));
		assert.deepEqual(startedBy(main), []);
	});
}

function triggeredWorkflow({ name, credential }: QueueAccount) {
	const watching = {
		pollTimes: pollTimesAt([0, 15, 30, 45]),
		events: ['received'],
		filters: {},
		options: { includeSmsText: false, watchSeconds: 14 },
	};
	const looking = order('get', { orderId: byId('={{ $json.order_id }}') });
	return chainOf({ credential }, name, [
		{ name: trigger, type: 'n8n-nodes-gosms.goSmsTrigger', parameters: watching },
		{ name: look, type: 'n8n-nodes-gosms.goSms', parameters: looking },
	]);
}
