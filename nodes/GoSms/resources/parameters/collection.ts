import type { INodeProperties } from 'n8n-workflow';

/** Fields that are shown once somebody adds them. */
export function collection(
	displayName: 'Filters' | 'Options',
	options: INodeProperties[],
): INodeProperties {
	const name = displayName.toLowerCase();
	const placeholder = `Add ${name.slice(0, -1)}`;
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}
