import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { receiveCode } from '../../nodes/GoSms/engine/receiveCode.ts';
import { toOrder } from '../../nodes/GoSms/transport/wire.ts';
import { createCore } from '../sandbox/core/core.mts';
import { VirtualClock } from '../simulation/virtualClock.mts';
import { newProcess, newSession } from '../simulation/virtualNetwork.mts';

/** Bytes of heap that each waiting order takes, its own data included: the engine in virtual time, without sockets. */
export async function bytesPerWaitingOrder(count: number): Promise<number> {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const clock = new VirtualClock();
	const core = createCore({ clock, sms: { default: { delayMs: null } } });
	const account = newProcess(clock);
	const network = { core, clock, key: 'ch_sandbox', latencyMs: () => 20 };
	const session = newSession(network, account);
	const bodies = Array.from({ length: count }, () => {
		const { orderId } = core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		return (
			core.handle({ method: 'GET', path: `/order/${orderId}`, key: `ch_free_${orderId}` }) &&
			orderId
		);
	});
	collect();
	const before = process.memoryUsage().heapUsed;
	const waits = bodies.map(async (order_id) => {
		const text = {
			phone: `+62812${order_id}`,
			project_code: 'whatsapp',
			region: 'ID',
			status: 'pending',
		};
		const known = toOrder({ order_id, ...text, price: 0.5, code: null, content: null });
		if (!known.ok) throw new TypeError('this is an order');
		const wait = { orderId: order_id, known: known.value, timeoutMs: Infinity, withText: true };
		return await receiveCode(session, wait, 'keep');
	});
	await clock.sleepUntilDone(2_000);
	collect();
	const after = process.memoryUsage().heapUsed;
	return (after - before) / waits.length;
}
