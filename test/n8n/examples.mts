import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from '../support/engine.mts';
import type { N8nClient } from './client.mts';

/** A workflow as n8n exports it. */
export type ExampleWorkflow = WorkflowFile & { name: string };

/** What is chosen in the editor after an import. */
export type Chosen = {
	credential: { id: string; name: string };
	formUrl?: string;
	/** The IDs in n8n of the examples that are run by others, by file name. */
	workflowIds?: Readonly<Record<string, string>>;
};

/** The form that stands in the examples; in the sandbox it is at this address with `--port 4010`. */
const shippedFormUrl = 'http://127.0.0.1:4010/form';

/** The form of any sandbox. */
export const sandboxForms = /http:\/\/127\.0\.0\.1:\d+\/form/g;

const folder = join(import.meta.dirname, '..', 'workflows');

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const textOf = (fileName: string, formUrl = shippedFormUrl) =>
	readFileSync(join(folder, fileName), 'utf8').replaceAll(shippedFormUrl, formUrl);

/** The ID in the files of those that other examples run. */
const idsInFiles: ReadonlyMap<string, string> = new Map(
	files.flatMap((name) => {
		const { id } = readWorkflow(name);
		return id === undefined ? [] : [[name, id] as const];
	}),
);

/** In an order in which they can be imported: those that others run come first. */
export const exampleNames: readonly string[] = files.toSorted(
	(a, b) => Number(idsInFiles.has(b)) - Number(idsInFiles.has(a)) || (a < b ? -1 : 1),
);

/** Whether other examples run it; n8n 2 wants it to be published. */
export const isRunByOthers = (fileName: string) => idsInFiles.has(fileName);

/** Whether it sends numbers to a form. */
export const usesForm = (fileName: string) => textOf(fileName).includes(shippedFormUrl);

/** An example as it stands in its file. `id` only where others run it. */
export function readWorkflow(fileName: string) {
	return JSON.parse(textOf(fileName)) as ExampleWorkflow & { id?: string };
}

/** An example workflow in which this credential, form and workflow are chosen. */
export function readExample(
	fileName: string,
	{ credential: { id, name }, formUrl, workflowIds = {} }: Chosen,
): ExampleWorkflow {
	let text = textOf(fileName, formUrl);
	for (const [called, idInFile] of idsInFiles)
		text = text.replaceAll(`"${idInFile}"`, `"${workflowIds[called] ?? idInFile}"`);
	const { name: title, nodes, connections } = JSON.parse(text) as ExampleWorkflow;
	return {
		name: title,
		connections,
		nodes: nodes.map((node) =>
			node.type.startsWith('n8n-nodes-gosms.')
				? { ...node, credentials: { goSmsApi: { id, name } } }
				: node,
		),
	};
}

/** Imports what the example runs. */
export async function readRunnableExample(
	client: N8nClient,
	fileName: string,
	chosen: Chosen,
): Promise<ExampleWorkflow> {
	const workflowIds: Record<string, string> = {};
	for (const [called, idInFile] of idsInFiles)
		if (called !== fileName && textOf(fileName).includes(`"${idInFile}"`))
			workflowIds[called] = (await client.createWorkflow(readExample(called, chosen))).id;
	return readExample(fileName, { ...chosen, workflowIds });
}
