import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from './item';

/** What people choose in the panel, and agents read: `action` and `description` are not optional here. */
export type OperationOption = {
	name: string;
	value: string;
	action: string;
	description: string;
};

/** One operation: its entry in the menu, its fields, and what it does for one item. Returns a row per output item. */
export type Operation = {
	option: OperationOption;
	fields: INodeProperties[];
	execute: (item: Item) => Promise<IDataObject[]>;
};

export type Resource = {
	option: INodePropertyOptions & { value: string };
	properties: INodeProperties[];
	operations: ReadonlyMap<string, Operation>;
};

/** Adds operations to a resource, and shows each field only with its operation. */
export function defineResource(
	option: Resource['option'],
	defaultOperation: Operation,
	operations: readonly Operation[],
): Resource {
	const standard = defaultOperation.option.value;
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options: operations.map((operation) => operation.option),
		default: standard,
	};
	return {
		option,
		properties: [menu, ...operations.flatMap((operation) => fieldsOf(option.value, operation))],
		operations: new Map(operations.map((operation) => [operation.option.value, operation])),
	};
}

function fieldsOf(resource: string, { option, fields }: Operation): INodeProperties[] {
	const place = { resource: [resource], operation: [option.value] };
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...place, ...field.displayOptions?.show } },
	}));
}

/** Fields that people add when they want them. */
export function collection(
	displayName: 'Filters' | 'Options',
	options: INodeProperties[],
): INodeProperties {
	const name = displayName.toLowerCase();
	const placeholder = `Add ${name.slice(0, -1)}`;
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}
