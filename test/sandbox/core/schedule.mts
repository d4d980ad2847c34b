import { cancel, complete, expire, receive } from './orderLife.mts';
import type { Order } from './order.mts';
import type { SmsScenario } from './settings.mts';
import type { DueEvent, World } from './world.mts';

const defaultDelayMs = 5_000;
const lastSecondMs = 1_000;

/** Plans a new order's whole life by the scenario that the settings have for it. */
export function schedule(world: World, order: Order): void {
	world.due.push({ at: order.expiresAt, kind: 'expire', order });
	planSms(world, order, scenarioFor(world, order), order.createdAt);
}

/** Plans, or plans anew, the SMS of a pending order; `from` is where the scenario's delay begins. */
export function planSms(world: World, order: Order, scenario: SmsScenario, from: number): void {
	const code = String(world.random.between(0, 999_999)).padStart(6, '0');
	order.code = scenario.code === undefined ? code : scenario.code;
	order.content =
		scenario.content === undefined
			? `Your ${appName(order)} code is ${order.code ?? code}`
			: scenario.content;
	order.completeAfterMs =
		scenario.completeAfterMs === undefined
			? world.settings.completeAfterMs
			: scenario.completeAfterMs;
	order.smsAt = smsTime(world, order, scenario, from);
	if (order.smsAt !== null) world.due.push({ at: order.smsAt, kind: 'sms', order });
	if (scenario.cancelAfterMs !== undefined)
		world.due.push({ at: from + scenario.cancelAfterMs, kind: 'cancel', order });
}

/** Plays everything that is due, in the order of its times, so that the state is the one of `until`. */
export function playDue(world: World, until = world.clock.now()): void {
	for (let event = world.due.next(until); event; event = world.due.next(until)) play(world, event);
}

/** An event that was moved, or overtaken by another one, no longer matches its order. */
function play(world: World, { order, at, kind }: DueEvent): void {
	switch (kind) {
		case 'sms':
			if (order.phase === 'pending' && order.smsAt === at) arrive(world, order, at);
			break;
		case 'complete':
			if (order.phase === 'received' && order.completeAt === at) complete(world, order, at);
			break;
		case 'cancel':
			if (order.phase === 'pending') cancel(world, order, at);
			break;
		case 'expire':
			if (order.phase === 'pending' && order.expiresAt === at) expire(world, order, at);
			break;
	}
}

/** The SMS comes, and completion is planned. */
export function arrive(world: World, order: Order, at: number): void {
	receive(world, order, at);
	if (order.completeAfterMs === null) return;
	order.completeAt = at + order.completeAfterMs;
	world.due.push({ at: order.completeAt, kind: 'complete', order });
}

function smsTime(world: World, order: Order, scenario: SmsScenario, from: number): number | null {
	const { delayMs = defaultDelayMs, lastSecond = false } = scenario;
	if (lastSecond) return Math.max(from, order.expiresAt - lastSecondMs);
	if (delayMs === null) return null;
	return from + (typeof delayMs === 'number' ? delayMs : world.random.between(...delayMs));
}

function scenarioFor(world: World, order: Order): SmsScenario {
	const { sms } = world.settings;
	const keys = [order.projectCode, order.region, 'default'];
	const key = keys.find((candidate) => Object.hasOwn(sms, candidate));
	return (key === undefined ? undefined : sms[key]) ?? {};
}

function appName(order: Order): string {
	const app = order.projectCode === 'whatsapp' ? 'WhatsApp' : order.projectCode;
	return app.charAt(0).toUpperCase() + app.slice(1);
}
