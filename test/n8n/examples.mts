import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type NodeJson = {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: object;
};

/** A workflow as n8n exports it. */
export type ExampleWorkflow = { name: string; nodes: NodeJson[]; connections: object };

/** The form that stands in the examples; in the sandbox it is at this address with `--port 4010`. */
const shippedFormUrl = 'http://127.0.0.1:4010/form';

const folder = join(import.meta.dirname, '..', 'workflows');

export const exampleNames: readonly string[] = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.sort();

/** An example workflow whose GoSMS nodes have this credential, and this form, as after choosing them in the editor. */
export function readExample(
	fileName: string,
	{ id, name }: { id: string; name: string },
	formUrl = shippedFormUrl,
): ExampleWorkflow {
	const text = readFileSync(join(folder, fileName), 'utf8').replaceAll(shippedFormUrl, formUrl);
	const file = JSON.parse(text) as ExampleWorkflow;
	const nodes = file.nodes.map((node) =>
		node.type.startsWith('n8n-nodes-gosms.')
			? { ...node, credentials: { goSmsApi: { id, name } } }
			: node,
	);
	return { ...file, nodes };
}
