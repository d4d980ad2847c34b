import { createRequire } from 'node:module';
import type { Order } from '../../../nodes/GoSms/domain/order.ts';
import type * as receiving from '../../../nodes/GoSms/engine/receiveCode.ts';
import type * as answers from '../../../nodes/GoSms/transport/reading/answers.ts';
import type * as sessions from '../../../nodes/GoSms/transport/session.ts';
import { createCore, type SandboxCore } from '../../sandbox/core/core.mts';
import { createRandom, type Random } from '../../sandbox/core/random.mts';
import { VirtualClock } from '../../simulation/virtualClock.mts';
import { newSession } from '../../simulation/virtualNetwork.mts';

/** As it is shipped: tsx would give every closure a name of its own, which takes memory and time. */
function builtEngine(): typeof receiving & typeof answers & typeof sessions {
	const built = createRequire(new URL('../../../dist/nodes/GoSms/', import.meta.url));
	return {
		...built('./engine/receiveCode.js'),
		...built('./transport/reading/answers.js'),
		...built('./transport/session.js'),
	};
}

/** Longer than any window of the limits, so that preparing a room leaves no trace in them. */
const windowMs = 61_000;

type RoomSettings = {
	/** Each has a process and a key of its own. */
	accounts: number;
	/** Of each account. */
	orders: number;
	orderLifeMs: number;
	/** From the moment at which the orders are known. */
	smsAfterMs: [number, number] | null;
	seed: number;
};

/**
 * Orders that were bought beforehand, by somebody else: at 300 requests a minute ten thousand of them cannot be bought
 * while the first is alive. From then on everything is as it is in life: the documented limits, virtual time, and no
 * sockets.
 */
export class WaitingRoom {
	readonly clock = new VirtualClock();

	readonly core: SandboxCore;

	private readonly keys: string[];

	private readonly engine = builtEngine();

	private readonly random: Random;

	constructor({ accounts, orders, orderLifeMs, smsAfterMs, seed }: RoomSettings) {
		this.random = createRandom(seed);
		this.keys = Array.from({ length: accounts }, (_, index) => `ch_${index}`);
		const [soonest, latest] = smsAfterMs ?? [0, 0];
		const delayMs: [number, number] = [windowMs + soonest, windowMs + latest];
		this.core = createCore({
			...{ clock: this.clock, orderLifeMs, seed },
			sms: { default: { delayMs: smsAfterMs && delayMs } },
			accounts: this.keys.map((key) => ({ key, balance: 1e6 })),
		});
		const wanted = { projectCode: 'whatsapp', region: 'ID' };
		for (const key of this.keys) {
			for (let n = 0; n < orders; n++) this.core.control.createAsOther(wanted, key);
		}
	}

	/** The orders of each account: copies of their own, as a purchase's answer leaves them in the process. */
	async orders(): Promise<Order[][]> {
		const { control } = this.core;
		const documented = control.settings().limits;
		control.setSettings({ limits: { perSecond: null, perMinute: null } });
		const known = this.keys.map((key) =>
			control.orders(key).map(({ orderId }) => this.orderOf(key, orderId)),
		);
		control.setSettings({ limits: documented });
		await this.clock.sleepUntilDone(windowMs);
		control.clearRequests();
		return known;
	}

	/** Waits as an execution with an item for each order does. */
	wait(known: readonly Order[][]): Array<Promise<receiving.Received>> {
		const { clock, core, engine } = this;
		const latencyMs = () => 2 + 8 * this.random.next();
		return known.flatMap((orders, index) => {
			const network = { core, clock, key: this.keys[index] ?? '', latencyMs };
			const session = newSession(network, engine.newAccount(clock));
			return orders.map(async (order) => {
				const wait = { orderId: order.id, known: order, timeoutMs: Infinity, withText: true };
				return await engine.receiveCode(session, wait, 'keep');
			});
		});
	}

	private orderOf(key: string, orderId: number): Order {
		const outcome = this.core.exchange({ method: 'GET', path: `/order/${orderId}`, key });
		if (outcome.kind !== 'answer') throw new TypeError('the sandbox answers');
		const body: unknown = JSON.parse(JSON.stringify(outcome.answer.body));
		const order = this.engine.readOrder({ ...outcome.answer, body });
		if (!order.ok) throw new TypeError('the sandbox knows this order');
		return order.value;
	}
}
