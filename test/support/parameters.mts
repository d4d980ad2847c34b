import type { INode, INodeParameters } from 'n8n-workflow';

/** Parameters of the node for one operation; `fields` override. */
export function order(operation: string, fields: INodeParameters = {}): INodeParameters {
	const buys = operation === 'create' || operation === 'createAndWait';
	const purchase = buys ? { projectCode: code('whatsapp'), region: code('ID') } : {};
	return { resource: 'order', operation, ...purchase, ...fields };
}

/** A resource locator in the mode for typed codes. */
export function code(value: string) {
	return { __rl: true, mode: 'code', value };
}

export function id(value: string | number) {
	return { __rl: true, mode: 'id', value };
}

/** One item for each region, and the parameter that takes it from there. */
export const inRegions = (...regions: string[]) => regions.map((region) => ({ region }));
export const regionOfItem = code('={{ $json.region }}');

/** A node as n8n stores it, this package's with a credential. */
export const nodeOf = (name: string, type: string, more: Partial<INode> = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...(type.startsWith('n8n-nodes-gosms.') && {
		credentials: { goSmsApi: { id: '1', name: 'GoSMS' } },
	}),
	...more,
});
