import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchApps } from './listSearch/searchApps';
import { searchOrders } from './listSearch/searchOrders';
import { searchRegions } from './listSearch/searchRegions';
import { findOperation, operationFields, resourceField } from './resources';
import { checked, parameterOf, valueOf, type Item } from './resources/item';
import { asNodeFailure, type NodeFailure } from './transport/errors';
import { openSession } from './transport/session';

export class GoSms implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GoSMS',
		name: 'goSms',
		icon: { light: 'file:gosms.svg', dark: 'file:gosms.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
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
		const run = new AbortController();
		const session = await openSession(this, run.signal);
		const failures: NodeFailure[] = [];

		const outputs = await Promise.all(
			items.map(async (_, index): Promise<INodeExecutionData[]> => {
				const pairedItem = { item: index };
				try {
					const place = { context: this, index, ofMany: items.length > 1 };
					const rows = await runItem({ ...place, session: valueOf(place, session) });
					return rows.map((json) => ({ json, pairedItem }));
				} catch (error) {
					const told = asNodeFailure(this.getNode(), error, index);
					failures.push(told);
					// Nothing of a run that has failed goes on in the background, buying above all.
					if (!this.continueOnFail()) run.abort();
					return [{ json: {}, error: told, pairedItem }];
				}
			}),
		);
		const [first] = failures;
		if (first && !this.continueOnFail()) throw first;
		return [outputs.flat()];
	}
}

async function runItem(item: Item) {
	const resource = parameterOf(item, 'resource');
	const operation = parameterOf(item, 'operation');
	return await checked(item, findOperation(resource, operation)).execute(item);
}
