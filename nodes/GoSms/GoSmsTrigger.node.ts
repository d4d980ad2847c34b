import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { loadApps, loadRegions } from './listSearch/loadChoices';
import { filtersField } from './trigger/filters';
import { pollOrders } from './trigger/pollOrders';
import { sampleOrder } from './trigger/sampleOrder';
import { eventsField, optionsField, sampleNotice } from './trigger/settings';

export class GoSmsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'GoSMS Trigger',
		name: 'goSmsTrigger',
		icon: { light: 'file:gosms.svg', dark: 'file:gosms.dark.svg' },
		group: ['trigger'],
		version: [1],
		// What is chosen from lists: an expression has no value on the canvas.
		subtitle:
			'={{ [$rawParameter.events, $rawParameter.filters?.projectCode, $rawParameter.filters?.otherApps, $rawParameter.filters?.region].map((v) => [v ?? []].flat().filter((one) => !/^=/.test(one)).join(", ")).filter(Boolean).join(" · ") }}',
		// n8n's list of nodes shows this one for both nodes.
		description:
			'Starts the workflow when a rented phone number receives its verification code by SMS, or its order ends',
		defaults: { name: 'GoSMS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'goSmsApi', required: true }],
		properties: [eventsField, filtersField, optionsField, sampleNotice],
	};

	methods = { loadOptions: { loadApps, loadRegions } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? await sampleOrder(this) : await pollOrders(this);
	}
}
