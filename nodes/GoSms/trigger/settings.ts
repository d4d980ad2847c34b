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
import { orThrow } from '../transport/words/errors';
import { recordOf } from '../transport/guards';

export type TriggerSettings = {
	events: ReadonlySet<OrderEvent>;
	matches: (order: Order) => boolean;
	withText: boolean;
	/** 0: each poll looks once. */
	watchSeconds: number;
};

export function readSettings(context: IPollFunctions): TriggerSettings {
	const read = <T>(parsed: Parsed<T>): T => orThrow(context.getNode(), parsed);
	const options = recordOf(context.getNodeParameter('options', {}));
	return {
		events: read(parseEvents(context.getNodeParameter('events', ['received', 'expired']))),
		matches: read(readFilters(context)),
		withText: !isSetTo(false, options.includeSmsText),
		watchSeconds: read(parseWatch(options.watchSeconds ?? 55)),
	};
}

const parseWatch = quantity('Watch (Seconds)', 'Use a number from 0 to 55.', 55);

export function readFilters(context: IPollFunctions): Parsed<(order: Order) => boolean> {
	const filters = recordOf(context.getNodeParameter('filters', {}));
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
