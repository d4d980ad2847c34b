import type { INodeParameters } from 'n8n-workflow';
import type { N8nPlace } from '../n8n/place.mts';
import { order } from '../support/parameters.mts';

export { code as byCode, id as byId, order } from '../support/parameters.mts';

export const start = 'Start';
export const gosms = 'GoSMS';

/** A node as a test thinks of it; the rest of what n8n wants follows. */
export type NodeSketch = { name: string; type: string; parameters?: object; typeVersion?: number };

export const manualStart: NodeSketch = { name: start, type: 'n8n-nodes-base.manualTrigger' };

export const goSmsNode = (parameters: object): NodeSketch => ({
	name: gosms,
	type: 'n8n-nodes-gosms.goSms',
	parameters,
});

/** What n8n takes for a new workflow: nodes one after the other, those of this package with the place's credential. */
export function chainOf(
	{ credential: { id, name: credentialName } }: Pick<N8nPlace, 'credential'>,
	name: string,
	sketches: readonly NodeSketch[],
) {
	const credentials = { goSmsApi: { id, name: credentialName } };
	const nodes = sketches.map((sketch, index) => ({
		id: `node-${index}`,
		typeVersion: 1,
		position: [220 * index, 0],
		parameters: {},
		...sketch,
		...(sketch.type.startsWith('n8n-nodes-gosms.') && { credentials }),
	}));
	const links = sketches.slice(1).map(({ name: node }, index) => {
		const before = sketches[index]?.name ?? '';
		return [before, { main: [[{ node, type: 'main', index: 0 }]] }] as const;
	});
	return { name, nodes, connections: Object.fromEntries(links) };
}

/** A manual trigger with so many items, and a GoSMS node; `settings` are those of its second tab, e.g. `onError`. */
export function workflowOf(
	place: Pick<N8nPlace, 'credential'>,
	name: string,
	parameters: object,
	{ items = 1, settings = {} }: { items?: number | object[]; settings?: object } = {},
) {
	const node = { ...goSmsNode(parameters), ...settings };
	const rows: object[] = typeof items === 'number' ? Array(items).fill({}) : items;
	const pinData = { [start]: rows.map((json) => ({ json })) };
	return { ...chainOf(place, name, [manualStart, node]), pinData };
}

/** Several times a minute: the editor offers no shorter interval than a minute. */
export const pollTimesAt = (seconds: readonly number[]) => ({
	item: seconds.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` })),
});

export const createAndWait = (options: INodeParameters = {}) => order('createAndWait', { options });
