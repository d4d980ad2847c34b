import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { KeptOrders } from './engine/keptOrders';
import { Run } from './engine/run';
import { searchApps } from './listSearch/searchApps';
import { searchOrders } from './listSearch/searchOrders';
import { searchRegions } from './listSearch/searchRegions';
import { findOperation, operationFields, resourceField } from './resources';
import { parameterOf, valueOf } from './resources/item';
import { asNodeFailure, withMore, type NodeFailure } from './transport/words/errors';
import { openSession } from './transport/session';
import { Stop } from './transport/stop';

export class GoSms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GoSMS',
		name: 'goSms',
		icon: { light: 'file:gosms.svg', dark: 'file:gosms.dark.svg' },
		group: ['transform'],
		version: [1],
		// The app and country, if they are fixed: an expression has no value on the canvas.
		subtitle:
			'={{ $parameter.operation.replace("getAll", "getMany").replace(/[A-Z]/g, (c) => " " + c.toLowerCase()).replace("sms", "SMS") + ": " + ([$rawParameter.projectCode, $rawParameter.region].filter((v) => !/^(=|$)/.test(v ?? "")).join(" · ") || $parameter.resource + ($parameter.operation === "getAll" ? "s" : "")) }}',
		description: 'Rent a phone number, receive one SMS on it, and get the verification code',
		defaults: { name: 'GoSMS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'goSmsApi', required: true }],
		properties: [resourceField, ...operationFields],
	};

	methods = { listSearch: { searchApps, searchOrders, searchRegions } };

	/** Runs the items side by side; their output keeps the order of the input. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const cancelSignal = this.getExecutionCancelSignal?.();
		const isStopped = () => cancelSignal?.aborted === true;
		const stop = new Stop(cancelSignal);
		const session = await openSession(this, stop);
		const run = new Run(new KeptOrders(items, this.getNode().id), isStopped);
		const failures: Array<{ index: number; told: NodeFailure }> = [];
		// A failure stops the whole run, above all its purchases: a bad parameter of any item ends it before it buys.
		const onFailure = () => {
			if (!this.continueOnFail()) stop.fire();
		};

		const outputs = await Promise.all(
			items.map(async (_, index): Promise<INodeExecutionData[]> => {
				const pairedItem = { item: index };
				try {
					const place = { context: this, index, ofMany: items.length > 1, onFailure };
					const item = { ...place, run, session: valueOf(place, session) };
					const resource = parameterOf(item, 'resource');
					const operation = findOperation(resource, parameterOf(item, 'operation'));
					const rows = await valueOf(item, operation).execute(item);
					return rows.map((row) => ({ json: withoutError(row), pairedItem }));
				} catch (error) {
					const told = asNodeFailure(this.getNode(), error, index);
					failures.push({ index, told });
					onFailure();
					// Some agents read only a tool's data; elsewhere, n8n replaces this with its own.
					return [{ json: { message: told.message }, error: told, pairedItem }];
				}
			}),
		);
		const [first] = failures;
		stop.dispose();
		if (isStopped() || (first && !this.continueOnFail())) {
			// Stop may also be pressed while a failed run ends.
			const signal = new Stop(cancelSignal);
			const money = session.ok ? await run.undo({ ...session.value, signal }, first?.index) : '';
			signal.dispose();
			if (first) throw withMore(first.told, money);
		}
		// Older versions of n8n have no hints.
		for (const message of run.tally.hints()) {
			this.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
		}
		return [outputs.flat()];
	}
}

/** To n8n an item with an `error` has failed, and Retry On Fail would buy again. */
function withoutError({ error, ...row }: IDataObject): IDataObject {
	return error === undefined ? row : { ...row, api_error: error };
}
