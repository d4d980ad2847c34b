import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadApps } from './listSearch/searchApps';
import { loadRegions } from './listSearch/searchRegions';
import { pollOrders } from './trigger/pollOrders';
import { sampleOrder } from './trigger/sampleOrder';

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
				description:
					'What has to happen to an order to start the workflow. Each event starts it once for each order.',
				options: [
					{
						name: 'Cancelled',
						value: 'cancelled',
						action: 'On order cancelled',
						description: 'It was given back before it expired',
					},
					{
						name: 'Completed',
						value: 'completed',
						action: 'On order completed',
						description: 'Its SMS was received, and it is closed',
					},
					{
						name: 'Created',
						value: 'created',
						action: 'On order created',
						description: 'A number was bought, here or elsewhere',
					},
					{
						name: 'Expired',
						value: 'expired',
						action: 'On order expired',
						description: 'No SMS came before it expired',
					},
					{
						name: 'Received',
						value: 'received',
						action: 'On SMS received',
						description: 'Its SMS arrived, with the code',
					},
				],
			},
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
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
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Include SMS Text',
						name: 'includeSmsText',
						type: 'boolean',
						default: true,
						description:
							'Whether to look up each order, which adds the text of its SMS and when it expires. Turn it off to save one request for each order.',
					},
					{
						displayName: 'Watch (Seconds)',
						name: 'watchSeconds',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 55 },
						default: 55,
						description:
							'How long each poll keeps checking, every few seconds, so that a code starts the workflow within seconds. Set it to 0 to check once for each poll.',
					},
				],
			},
			{
				displayName:
					'A test shows your newest matching order. If there is none, add the event Created, which every order has, or buy a number with the GoSMS node (Order: Create).',
				name: 'sampleNotice',
				type: 'notice',
				default: '',
			},
		],
	};

	methods = { loadOptions: { loadApps, loadRegions } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleOrder(this) : await pollOrders(this);
	}
}
