import type { INodeProperties } from 'n8n-workflow';
import { parseRegion } from '../../domain/region';
import { checked, parameterOf, type Item } from '../item';

export const regionField: INodeProperties = {
	displayName: 'Region',
	name: 'region',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The country of the phone number. Search by name, two-letter code or calling code, e.g. Indonesia, ID or +62.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a country…',
			typeOptions: { searchListMethod: 'searchRegions', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. ID',
			hint: 'Two letters, ISO 3166-1 alpha-2',
		},
	],
};

export function readRegion(item: Item): string {
	return checked(item, parseRegion(parameterOf(item, 'region')));
}
