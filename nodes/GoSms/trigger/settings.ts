import type { INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { Order } from '../domain/order';
import { orderEvents, type OrderEvent } from '../domain/orderEvents';
import { quote, invalid, understood, type Parsed } from '../domain/parsed';
import { toNodeError } from '../transport/words/errors';
import { badInput } from '../transport/failure';
import { isRecord } from '../transport/guards';
import { entriesOf, readFilters } from './filters';

export type TriggerSettings = {
	events: ReadonlySet<OrderEvent>;
	matches: (order: Order) => boolean;
	withText: boolean;
	/** 0: each poll looks once. */
	watchSeconds: number;
};

export const eventsField: INodeProperties = {
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: ['received', 'expired'],
	description: 'What has to happen to an order. Each event of an order starts the workflow once.',
	options: [
		{
			name: 'Cancelled',
			value: 'cancelled',
			action: 'On order cancelled',
			description: 'It was given back before it expired',
		},
		{
			name: 'Completed',
			value: 'completed',
			action: 'On order completed',
			description: 'Its SMS was received, and it is closed',
		},
		{
			name: 'Created',
			value: 'created',
			action: 'On order created',
			description: 'A number was bought, here or elsewhere',
		},
		{
			name: 'Expired',
			value: 'expired',
			action: 'On order expired',
			description: 'No SMS came in its time',
		},
		{
			name: 'Received',
			value: 'received',
			action: 'On SMS received',
			description: 'Its SMS is there, with the code',
		},
	],
};

export const sampleNotice: INodeProperties = {
	displayName:
		'A test shows your newest order that matches. There is none? Buy a number with the GoSMS node (Order: Create), or choose the event Created.',
	name: 'sampleNotice',
	type: 'notice',
	default: '',
};

export const optionsField: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Include SMS Text',
			name: 'includeSmsText',
			type: 'boolean',
			default: true,
			description:
				'Whether to look up each order, with the text of its SMS and its expiry. Without it the row of the order list is enough, which saves a request for each order.',
		},
		{
			displayName: 'Watch (Seconds)',
			name: 'watchSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 55 },
			default: 55,
			description:
				'How long a poll stays and looks again every few seconds, so that a code starts the workflow within seconds. 0 looks once a poll.',
		},
	],
};

export function readSettings(context: IPollFunctions): TriggerSettings {
	const read = <T>(parsed: Parsed<T>): T => {
		if (parsed.ok) return parsed.value;
		throw toNodeError(context.getNode(), badInput(parsed).failure);
	};
	const options = asRecord(context.getNodeParameter('options', {}));
	return {
		events: read(parseEvents(context.getNodeParameter('events', ['received', 'expired']))),
		matches: read(readFilters(context)),
		withText: options.includeSmsText !== false,
		watchSeconds: read(parseWatchSeconds(options.watchSeconds ?? 55)),
	};
}

function asRecord(input: unknown): Record<string, unknown> {
	return isRecord(input) ? input : {};
}

function parseEvents(input: unknown): Parsed<ReadonlySet<OrderEvent>> {
	const found = new Set<OrderEvent>();
	for (const entry of entriesOf(input)) {
		const event = orderEvents.find((one) => typeof entry === 'string' && one === entry.trim());
		if (!event) return invalid(`${quote(entry)} is no event`, `Use ${orderEvents.join(', ')}.`);
		found.add(event);
	}
	if (found.size > 0) return understood(found);
	return invalid('No event is chosen', 'Choose at least one event in the GoSMS Trigger.');
}

function parseWatchSeconds(input: unknown): Parsed<number> {
	const seconds = typeof input === 'string' && input.trim() !== '' ? Number(input) : input;
	if (typeof seconds === 'number' && seconds >= 0 && seconds <= 55) return understood(seconds);
	return invalid(
		`Watch (Seconds) cannot be ${quote(input)}`,
		'Set it to 0 to 55, since n8n polls once a minute.',
	);
}
