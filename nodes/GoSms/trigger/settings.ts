import type { IPollFunctions } from 'n8n-workflow';
import { isAlike, type Order } from '../domain/order';
import { orderEvents, type OrderEvent } from '../domain/orderEvents';
import {
	choice,
	entriesOf,
	invalid,
	isSetTo,
	quantity,
	several,
	understood,
	type Parsed,
} from '../domain/parsed';
import { parseProjectCode } from '../domain/projectCode';
import { isRegion, parseRegion } from '../domain/region';
import type { Row } from '../domain/row';
import { orThrow } from '../transport/words/errors';
import { recordOf } from '../transport/guards';

/** What happens to which orders. */
type Choice = { events: ReadonlySet<OrderEvent>; matches: (order: Order) => boolean };

export type TriggerSettings = Choice & {
	/** The parameters that say so, as they came. */
	chosen: Row;
	withText: boolean;
	/** 0: each poll looks once. */
	watchSeconds: number;
};

export function readSettings(context: IPollFunctions): TriggerSettings {
	const read = <T>(parsed: Parsed<T>): T => orThrow(context.getNode(), parsed);
	const options = recordOf(context.getNodeParameter('options', {}));
	const chosen = {
		events: context.getNodeParameter('events', ['received', 'expired']),
		filters: context.getNodeParameter('filters', {}),
	};
	return {
		...read(parseChoice(chosen)),
		chosen,
		withText: !isSetTo(false, options.includeSmsText),
		watchSeconds: read(parseWatch(options.watchSeconds ?? 55)),
	};
}

const parseWatch = quantity('Watch (Seconds)', 'Use a number from 0 to 55.', 55);

/** What another choice wants too. */
export function narrowed(settings: TriggerSettings, chosen: Row): TriggerSettings {
	const other = parseChoice(chosen);
	if (!other.ok) return settings;
	const { events, matches } = other.value;
	return {
		...settings,
		events: new Set([...settings.events].filter((event) => events.has(event))),
		matches: (order) => settings.matches(order) && matches(order),
	};
}

function parseChoice({ events, filters }: Row): Parsed<Choice> {
	const wanted = parseEvents(events);
	if (!wanted.ok) return wanted;
	const matches = parseFilters(recordOf(filters));
	return matches.ok ? understood({ events: wanted.value, matches: matches.value }) : matches;
}

export function parseFilters(filters: Row): Parsed<(order: Order) => boolean> {
	const chosen = [...entriesOf(filters.projectCode), ...entriesOf(filters.otherApps)];
	const apps = several(parseProjectCode)(chosen);
	if (!apps.ok) return apps;
	const regions = several(parseRegion)(filters.region);
	if (!regions.ok) return regions;
	const [wantedApps, wantedRegions] = [[...apps.value], [...regions.value]];
	return understood(
		({ projectCode, region }) =>
			(wantedApps.length === 0 || wantedApps.some((one) => isAlike(projectCode, one))) &&
			(wantedRegions.length === 0 || wantedRegions.some((one) => isRegion(region, one))),
	);
}

function parseEvents(input: unknown): Parsed<ReadonlySet<OrderEvent>> {
	const found = several(choice('An event', orderEvents))(input);
	if (!found.ok || found.value.size > 0) return found;
	return invalid('No event is chosen', 'Choose at least one event in the GoSMS Trigger.');
}
