import type { INodeProperties } from 'n8n-workflow';

export function collection(
	displayName: 'Filters' | 'Options',
	options: INodeProperties[],
): INodeProperties {
	const name = displayName.toLowerCase();
	const placeholder = `Add ${name.slice(0, -1)}`;
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}
