import type {
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { searchApps } from './listSearch/searchApps';
import { searchRegions } from './listSearch/searchRegions';
import { collection } from './resources/operation';
import { pollOrders } from './trigger/pollOrders';
import { sampleOrder } from './trigger/sampleOrder';

/** Name, action in n8n's list of triggers, and description. */
const events = [
	['Cancelled', 'On order cancelled', 'Given back and refunded'],
	['Completed', 'On order completed', 'SMS received, order closed'],
	['Created', 'On order created', 'A number was bought, here or elsewhere'],
	['Expired', 'On order expired', 'No SMS came in time; refunded'],
	['Received', 'On SMS received', 'SMS received'],
] as const;

/** For multiple choice, n8n loads the whole list, without a search. */
function atOnce(search: (this: ILoadOptionsFunctions) => Promise<INodeListSearchResult>) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return (await search.call(this)).results;
	};
}

export class GoSmsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GoSMS Trigger',
		name: 'goSmsTrigger',
		icon: { light: 'file:gosms.svg', dark: 'file:gosms.dark.svg' },
		group: ['trigger'],
		version: [1],
		// Only what is fixed: an expression has no value on the canvas.
		subtitle:
			'={{ [$rawParameter.events, $rawParameter.filters?.projectCode, $rawParameter.filters?.otherApps, $rawParameter.filters?.region].map((v) => [v].flat().join(", ")).filter((v) => v && !v.startsWith("=")).join(" · ") }}',
		// n8n's list of nodes shows this one for both nodes.
		description:
			'Starts the workflow when a rented phone number receives its verification code by SMS, or its order ends',
		defaults: { name: 'GoSMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'goSmsApi', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['received', 'expired'],
				description: 'What starts the workflow. Each event starts it once per order.',
				options: events.map(([name, action, description]) => ({
					name,
					value: name.toLowerCase(),
					action,
					description,
				})),
			},
			collection('Filters', [
				{
					displayName: 'App Names or IDs',
					name: 'projectCode',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'loadApps' },
					// The list has what the account has ordered lately, and more may come from an expression.
					allowArbitraryValues: true,
					default: [],
					description:
						'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Other App Codes',
					name: 'otherApps',
					type: 'string',
					default: '',
					placeholder: 'e.g. myshop,another',
					description: 'App codes that are not in the list above, separated by commas',
				},
				{
					displayName: 'Region Names or IDs',
					name: 'region',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'loadRegions' },
					default: [],
					description:
						'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
			]),
			collection('Options', [
				{
					displayName: 'Include SMS Text',
					name: 'includeSmsText',
					type: 'boolean',
					default: true,
					description:
						'Whether to look up each order, which adds the text of its SMS and when it expires. Turn it off to save one request per order.',
				},
				{
					displayName: 'Watch (Seconds)',
					name: 'watchSeconds',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 55 },
					default: 55,
					description:
						'How long each poll keeps checking, so that a code starts the workflow within seconds. Set it to 0 to check only once per poll.',
				},
			]),
			{
				displayName:
					'A test shows your newest matching order. If there is none, add the event Created, which every order has, or buy a number with the GoSMS node (Order: Create).',
				name: 'sampleNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	methods = {
		loadOptions: { loadApps: atOnce(searchApps), loadRegions: atOnce(searchRegions) },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleOrder(this) : await pollOrders(this);
	}
}
