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
		'The country of the phone number as ISO 3166-1 alpha-2 code, e.g. ID for Indonesia or US for the United States',
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
