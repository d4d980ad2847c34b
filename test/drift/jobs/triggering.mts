import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import { TriggerHost } from '../../support/triggerHost.mts';
import type { Place } from '../place/place.mts';
import { code, minuteMs, names, never, textOf, verdictOf, type Job, type Verdict } from './job.mts';

/** By then an outage is an error. */
const patienceMs = 17 * minuteMs;

type Watched = {
	event: string;
	settings: SettingsPatch;
	/** Whether what was bought before the activation counts too. */
	withOld: boolean;
	/** From the purchase of the last order until the event, and from there until it must be told. */
	afterMs: number;
	withinMs: number;
};

const watched: Watched[] = [
	{ event: 'created', settings: never, withOld: false, afterMs: 0, withinMs: 150_000 },
	{
		event: 'received',
		settings: { sms: { default: { delayMs: 75_000, code, content: `WhatsApp: ${code}` } } },
		withOld: true,
		afterMs: 75_000,
		withinMs: 150_000,
	},
	{
		event: 'expired',
		settings: { ...never, orderLifeMs: 3 * minuteMs },
		withOld: true,
		afterMs: 3 * minuteMs,
		withinMs: 5 * minuteMs,
	},
];

export const triggerJobs: readonly Job[] = watched.map(({ settings, ...one }) => ({
	name: `trigger: ${one.event}`,
	asks: [],
	mayAsk: ['orders', 'order', 'transactions', 'profile'],
	place: { settings },
	run: async (place) => await watch(place, one),
}));

async function watch(
	place: Place,
	{ event, withOld, afterMs, withinMs }: Omit<Watched, 'settings'>,
): Promise<Verdict> {
	const { clock, core } = place;
	// More than a page of fifty, where pages are asked for otherwise.
	core.control.seedHistory({ count: place.deviation.ask ? 60 : 12 });
	const host = new TriggerHost(place, { parameters: { events: [event] } });
	const toldAtMs: number[] = [];
	host.onEvents = (events) => toldAtMs.push(...events.map(() => clock.now()));

	const old = place.buyAsOther().orderId;
	const startMs = clock.now();
	let error = await errorOf(host.activate());
	await clock.sleep(10_000);
	const young = place.buyAsOther('US').orderId;
	const ids = withOld ? [old, young] : [young];
	const dueMs = clock.now() + afterMs;
	while (error === undefined && clock.now() < startMs + patienceMs) {
		if (host.events.length >= ids.length && clock.now() > dueMs) break;
		await clock.sleep(minuteMs - ((clock.now() - startMs) % minuteMs));
		error = await errorOf(host.poll());
	}
	const lastMs = toldAtMs.at(ids.length - 1);
	const complaint =
		strangeness(place, host, ids) ??
		(lastMs === undefined && error === undefined ? silence(host, ids) : undefined) ??
		(lastMs !== undefined && lastMs > dueMs + withinMs
			? `told ${Math.round((lastMs - dueMs) / 1_000)} s late`
			: undefined) ??
		(event === 'received' ? codeLost(place, host) : undefined);
	return verdictOf({ error }, place.deviation, complaint);
}

async function errorOf(work: Promise<unknown>): Promise<string | undefined> {
	try {
		await work;
		return undefined;
	} catch (error) {
		if (!(error instanceof Error)) return String(error);
		const description = 'description' in error ? String(error.description ?? '') : '';
		return [error.message, description].filter(Boolean).join(' | ');
	}
}

/** Each event once, and none of another order. */
function strangeness(place: Place, { events }: TriggerHost, ids: readonly number[]) {
	const rows = events.map((event) => textOf([event]));
	const strange = rows.find((row) => !ids.some((one) => names(row, place.shown(one))));
	if (strange) return `an event of another order was told: ${strange}`;
	const twice = ids.find((one) => rows.filter((row) => names(row, place.shown(one))).length > 1);
	return twice === undefined ? undefined : `an event of order ${twice} was told twice`;
}

function silence({ events, warnings }: TriggerHost, ids: readonly number[]): string {
	const [warning = 'nothing'] = warnings.slice(-1);
	return `${events.length} of ${ids.length} events were told, without an error; the log said: ${warning}`;
}

function codeLost(place: Place, { events }: TriggerHost): string | undefined {
	for (const event of events) {
		const row = textOf([event]);
		const one = place.core.control.orders().find(({ orderId }) => names(row, place.shown(orderId)));
		if (one && !row.includes(code) && place.canBeKnown(code, one.orderId))
			return `the event of order ${one.orderId} has no code`;
	}
	return undefined;
}
