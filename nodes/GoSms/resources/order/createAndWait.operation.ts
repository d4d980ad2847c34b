import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { count } from '../../domain/parsed';
import { isBare } from '../../domain/order';
import type { Received } from '../../engine/receiveCode';
import { tryNumbers, type Use } from '../../engine/tryNumbers';
import { added, collectionOf, fail, valueOf, type Item } from '../item';
import type { OperationOption } from '../operation';
import {
	buyingNotices,
	fallbackRegionsOption,
	maxPriceOption,
	onUnknownPurchaseOption,
	readPurchase,
} from '../parameters/buying';
import { projectCodeField, regionField } from '../parameters/locators';
import { readRunWorkflow, runWorkflowField, runWorkflowNotice } from '../parameters/runWorkflow';
import { simplified, simplifyField } from '../parameters/simplify';
import { readWaitingOptions, waitingOptionsField } from '../parameters/waiting';
import { receivedRow, refundWords } from './receivedRow';

export const option: OperationOption = {
	name: 'Create and Wait for SMS',
	value: 'createAndWait',
	action: 'Buy number and wait for SMS',
	description:
		'Buy a phone number, wait for its SMS, and return the code. A workflow can use the number in the meantime; without one, the number is known only after its SMS has arrived. If no SMS comes, the order is cancelled and refunded, the code is null, and the status says why.',
};

const onTimeout = 'cancel';
const mostNumbers = 10;

const numbersToTryOption: INodeProperties = {
	displayName: 'Numbers to Try',
	name: 'numbersToTry',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: mostNumbers },
	default: 1,
	description:
		'How many numbers to try, one after the other, until a code arrives. Each gets the full timeout. A number without an SMS is given back before the next is bought.',
};

export const fields = [
	...buyingNotices,
	projectCodeField,
	regionField,
	runWorkflowField,
	runWorkflowNotice,
	simplifyField,
	waitingOptionsField(onTimeout, [
		fallbackRegionsOption,
		maxPriceOption,
		numbersToTryOption,
		onUnknownPurchaseOption,
	]),
];

export async function execute(item: Item) {
	const { session, run, index } = item;
	const options = readWaitingOptions(item, onTimeout);
	const purchase = readPurchase(item, options.timeoutMs);
	const entries = collectionOf(item, 'options');
	const parseTries = count('Numbers to Try', mostNumbers);
	const numbersToTry = added(item, entries, 'numbersToTry', parseTries) ?? 1;
	const tried = await tryNumbers(session, {
		...options,
		numbersToTry,
		buy: async () => await run.buy(session, index, purchase, options.onTimeout),
		use: readRunWorkflow(item),
		onEnd: (end) => run.ended(index, end),
	});
	const { order, received, use, attempts } = valueOf(item, tried);
	const complaint = complaintOf(order.id, use);
	if (complaint !== undefined && !(received.ok && !isBare(received.order))) {
		return fail(item, {
			kind: 'explained',
			happened: complaint,
			remedy: whatBecameOf(order.id, received),
		});
	}
	const row = receivedRow(item, order.id, received, options);
	const tries = numbersToTry > 1 ? { attempts } : {};
	return [simplified(item, { ...row, ...tries, ...resultOf(item, order.id, use) })];
}

function complaintOf(orderId: string, use: Use | undefined): string | undefined {
	if (use?.kind === 'cannotRun') {
		return `n8n could not run the workflow that uses the number: ${use.message}`;
	}
	return use?.kind === 'failed'
		? `The workflow that uses the number of order ${orderId} failed: ${use.message}`
		: undefined;
}

function whatBecameOf(orderId: string, end: Received): string {
	const isOver = end.ok && ['cancelled', 'expired'].includes(end.order.status);
	return (
		refundWords(orderId, end.refundAmount) ||
		(isOver ? 'The order ended without an SMS.' : 'Check the order with Get: it may still be open.')
	);
}

/** The result of the workflow, next to the code: the code is paid for, even if the workflow failed. */
function resultOf({ run }: Item, orderId: string, use: Use | undefined): IDataObject {
	switch (use?.kind) {
		case undefined:
			return {};
		case 'ended':
			return { workflow_result: use.result };
		case 'waits':
			run.tally.remark(
				`The workflow that uses the number of order ${orderId} is still waiting for something, so its result is not in the output.`,
			);
			return {};
		case 'failed':
		case 'cannotRun':
			run.tally.remark(
				`The workflow that uses the number of order ${orderId} failed, but the code arrived. The workflow says: ${use.message}`,
			);
			return { workflow_error: use.message };
	}
}
