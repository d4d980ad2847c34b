import type { IExecuteFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';

function description(name: string, inputs: ['main'] | []): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs,
		outputs: ['main'],
		properties: [],
	};
}

/** n8n's own nodes are no dependency of this package; these have their types and pass items on. */
function passThrough(name: string, inputs: ['main'] | []): INodeType {
	return {
		description: description(name, inputs),
		execute(this: IExecuteFunctions) {
			return Promise.resolve([this.getInputData()]);
		},
	};
}

export const manualTrigger = passThrough('manualTrigger', []);
export const noOp = passThrough('noOp', ['main']);
export const stickyNote = passThrough('stickyNote', []);
