import { createCore, type SandboxCore } from '../../sandbox/core/core.mts';
import type { OrderSnapshot } from '../../sandbox/core/order.mts';
import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import type { VirtualClock } from '../../simulation/virtualClock.mts';
import type { Deviation } from '../deviation.mts';
import { DeviatingApi } from './deviatingApi.mts';
import type { Front } from './front.mts';

export type PlaceOptions = {
	settings?: SettingsPatch;
	/** How long before now the sandbox was opened, for what is to be old. */
	agedMs?: number;
	loses?: EndpointName;
};

let nextPlace = 1;

/** A sandbox of one cell, with a key and an address of its own, and its deviation before it. */
export class Place {
	readonly key: string;

	readonly baseUrl: string;

	readonly core: SandboxCore;

	readonly api: DeviatingApi;

	private readonly name = `cell-${nextPlace++}`;

	constructor(
		private readonly front: Front,
		readonly clock: VirtualClock,
		readonly deviation: Deviation,
		{ settings = {}, agedMs = 0, loses }: PlaceOptions,
	) {
		this.key = `ch_${this.name}`;
		this.core = createCore({
			...settings,
			...deviation.settings,
			accounts: [{ key: this.key, ...deviation.account }],
			clock,
			startMs: clock.now() - agedMs,
		});
		this.api = new DeviatingApi(this.core, deviation, loses);
		this.baseUrl = front.open(this.name, async (asked) => {
			const answer = this.api.take(asked);
			if (answer !== 'drop' && answer.delayMs) await clock.sleep(answer.delayMs);
			return answer;
		});
	}

	/** Another client of the account buys. */
	buyAsOther(region = 'ID'): OrderSnapshot {
		return this.core.control.createAsOther({ projectCode: 'whatsapp', region });
	}

	/** Orders that the node bought. */
	get bought(): OrderSnapshot[] {
		return this.core.control.orders().filter(({ byOther }) => !byOther);
	}

	/** An order's ID as users see it. */
	shown(orderId: number): string {
		return (this.deviation.showId?.(orderId) ?? String(orderId)).replaceAll('"', '');
	}

	/** Whether the node was told a text, whatever it made of it. */
	wasSaid(text: string): boolean {
		return this.api.said.some((said) => said.includes(text));
	}

	/** Whether the ID of an order was said, or stands in the list for whoever looks. */
	isListed(id: string): boolean {
		return this.wasSaid(id) || this.api.look('/user/orders', this.key).includes(id);
	}

	/** Whether whoever looks at the order or at the list, or has kept all answers, can find a text. */
	canBeKnown(text: string, orderId: number): boolean {
		const order = this.api.look(`/order/${this.shown(orderId)}`, this.key);
		return this.isListed(text) || order.includes(text);
	}

	close(): void {
		this.front.close(this.name);
	}
}
