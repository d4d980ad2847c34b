import type { INodeProperties } from 'n8n-workflow';
import { choice, isSetTo, quantity } from '../../domain/parsed';
import { onTimeouts, type OnTimeout } from '../../engine/receiveCode';
import { added, collectionOf, type Item } from '../item';
import { collection } from '../operation';

export type WaitingOptions = {
	timeoutMs: number;
	onTimeout: OnTimeout;
	failWithoutCode: boolean;
	withText: boolean;
};

/** The options of the two operations that wait; they differ in what happens to an order without SMS. */
export function waitingOptionsField(
	onTimeout: OnTimeout,
	further: readonly INodeProperties[] = [],
): INodeProperties {
	const options = [...waitingOptions(onTimeout), ...further];
	return collection(
		'Options',
		options.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	);
}

function waitingOptions(onTimeout: OnTimeout): INodeProperties[] {
	return [
		{
			displayName: 'Fail Without Code',
			name: 'failWithoutCode',
			type: 'boolean',
			default: false,
			description:
				'Whether to fail the item if its order ends without a code. Otherwise, the code is null, and the status says why.',
		},
		{
			displayName: 'Include SMS Text',
			name: 'includeSmsText',
			type: 'boolean',
			default: true,
			description:
				'Whether to look up the text of the SMS. Turn it off to save one request per order.',
		},
		{
			displayName: 'On Timeout',
			name: 'onTimeout',
			type: 'options',
			default: onTimeout,
			description: 'What to do with the order if no SMS comes in time',
			options: [
				{
					name: 'Cancel the Order',
					value: 'cancel',
					description: 'Its price is refunded. Stopping the execution also cancels the order.',
				},
				{
					name: 'Keep the Order',
					value: 'keep',
					description: 'It stays open, with its price frozen, until it expires',
				},
			],
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How long to wait for the SMS. If the workflow has its own timeout, make that one longer.',
			hint: '0 = until the order expires',
		},
	];
}

export function readWaitingOptions(item: Item, defaultOnTimeout: OnTimeout): WaitingOptions {
	const options = collectionOf(item, 'options');
	const hint = 'Set it to e.g. 300, or to 0 to wait until the order expires.';
	const parseTimeout = quantity('Timeout (Seconds)', hint);
	const parseOnTimeout = choice('On Timeout', onTimeouts);
	return {
		timeoutMs: (added(item, options, 'timeoutSeconds', parseTimeout) || Infinity) * 1_000,
		onTimeout: added(item, options, 'onTimeout', parseOnTimeout) ?? defaultOnTimeout,
		failWithoutCode: isSetTo(true, options.get('failWithoutCode')),
		withText: !isSetTo(false, options.get('includeSmsText')),
	};
}
