import type { INodeProperties } from 'n8n-workflow';
import { parseProjectCode } from '../../domain/projectCode';
import { checked, parameterOf, type Item } from '../item';

export const projectCodeField: INodeProperties = {
	displayName: 'App',
	name: 'projectCode',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The app or site that sends the SMS. Type any code: GoSMS calls it the project code, e.g. whatsapp.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an app…',
			typeOptions: { searchListMethod: 'searchApps', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. whatsapp',
			hint: 'Any code from your GoSMS admin panel',
		},
	],
};

export function readProjectCode(item: Item): string {
	return checked(item, parseProjectCode(parameterOf(item, 'projectCode')));
}
