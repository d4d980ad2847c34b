import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadApps, loadRegions } from './listSearch/loadChoices';
import { pollOrders } from './trigger/pollOrders';
import { sampleOrder } from './trigger/sampleOrder';
import { eventsField, filtersField, optionsField, sampleNotice } from './trigger/settings';

export class GoSmsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GoSMS Trigger',
		name: 'goSmsTrigger',
		icon: { light: 'file:gosms.svg', dark: 'file:gosms.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Starts the workflow when an order receives its SMS, expires, or changes otherwise',
		defaults: { name: 'GoSMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'goSmsApi', required: true }],
		properties: [eventsField, sampleNotice, filtersField, optionsField],
	};

	methods = { loadOptions: { loadApps, loadRegions } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleOrder(this) : await pollOrders(this);
	}
}
