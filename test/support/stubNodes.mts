import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

function description(
	name: string,
	inputs: ['main'] | [],
	properties: INodeProperties[] = [],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs,
		outputs: ['main'],
		properties,
	};
}

/** n8n's own nodes are no dependency of this package; these have their types and pass items on. */
function passThrough(name: string): INodeType {
	return {
		description: description(name, []),
		execute(this: IExecuteFunctions) {
			return Promise.resolve([this.getInputData()]);
		},
	};
}

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

const fields: INodeProperties = {
	displayName: 'Body',
	name: 'bodyParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	options: [{ displayName: 'Fields', name: 'parameters', values: [text('name'), text('value')] }],
};

/** Posts its fields as JSON; the rest of what n8n's own can do is not here. */
export const httpRequest: INodeType = {
	description: description('httpRequest', ['main'], [text('url'), fields]),
	async execute() {
		const post = async (index: number) => {
			const url = String(this.getNodeParameter('url', index));
			const pairs = this.getNodeParameter('bodyParameters.parameters', index) as Field[];
			const body = JSON.stringify(
				Object.fromEntries(pairs.map(({ name, value }) => [name, value])),
			);
			const headers = { 'content-type': 'application/json' };
			const answer = await fetch(url, { method: 'POST', headers, body });
			const json = (await answer.json()) as IDataObject;
			if (answer.ok) return { json, pairedItem: { item: index } };
			throw new NodeOperationError(this.getNode(), `${answer.status} ${JSON.stringify(json)}`);
		};
		return [await Promise.all(this.getInputData().map(async (_item, index) => await post(index)))];
	},
};

type Field = { name: string; value: unknown };

export const executeWorkflowTrigger = passThrough('executeWorkflowTrigger');
export const manualTrigger = passThrough('manualTrigger');
export const stickyNote = passThrough('stickyNote');
