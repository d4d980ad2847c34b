import type { N8nClient, Workflow } from '../n8n/client.mts';
import {
	exampleNames,
	isRunByOthers,
	readExample,
	sandboxForms,
	usesForm,
} from '../n8n/examples.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { readKept, writeKept } from './kept.mts';

type Credential = { id: string; name: string };
type ListedWorkflow = Pick<Workflow, 'id' | 'name'> & { isArchived?: boolean };

const credentialName = 'GoSMS sandbox';
const credentialType = 'goSmsApi';
const firstExample = 'sign-up-check-in-one-node.json';

/**
 * Puts credential and examples into an n8n that is signed in to. What a person changed or deleted stays so.
 * @returns the ID of the workflow to begin with, unless it is gone.
 */
export async function furnish(
	client: N8nClient,
	sandbox: Sandbox,
	folder: string,
): Promise<string | undefined> {
	const credential = await haveCredential(client, sandbox, folder);
	const listed = await client.get<ListedWorkflow[]>('/workflows');
	const kept = readKept(folder);
	for (const fileName of exampleNames) {
		if (kept.examples[fileName] !== undefined) continue;
		const { formUrl } = sandbox;
		const example = readExample(fileName, { credential, formUrl, workflowIds: kept.examples });
		// It is there already when this process was killed before it wrote that down.
		const there = listed.find(({ name }) => name === example.name);
		const { id } = there ?? (await client.createWorkflow(example));
		if (isRunByOthers(fileName)) await client.activate({ id });
		kept.examples[fileName] = id;
		writeKept(folder, kept);
	}
	for (const { id, isArchived } of listed) {
		const fileName = exampleNames.find((name) => kept.examples[name] === id);
		if (fileName && usesForm(fileName) && !isArchived)
			await pointToForm(client, id, sandbox.formUrl, isRunByOthers(fileName));
	}
	const now = await client.get<ListedWorkflow[]>('/workflows');
	return now.find(({ id, isArchived }) => id === kept.examples[firstExample] && !isArchived)?.id;
}

async function haveCredential(
	client: N8nClient,
	{ key: apiKey, baseUrl }: Sandbox,
	folder: string,
): Promise<Credential> {
	const kept = readKept(folder);
	const all = await client.get<Array<Credential & { type: string }>>('/credentials');
	const ours = all.filter(({ type }) => type === credentialType);
	const found =
		ours.find(({ id }) => id === kept.credentialId) ??
		ours.find(({ name }) => name === credentialName);
	const credential = found ?? (await client.createCredential(credentialName, { apiKey, baseUrl }));
	if (found) await pointToSandbox(client, found, baseUrl);
	writeKept(folder, { ...kept, credentialId: credential.id });
	return { id: credential.id, name: credential.name };
}

/** The sandbox may have got another port. A credential that was changed to GoSMS itself is left alone. */
async function pointToSandbox(
	client: N8nClient,
	{ id, name }: Credential,
	baseUrl: string,
): Promise<void> {
	const path = `/credentials/${id}`;
	// The key comes as a placeholder, for which n8n puts the key itself in again.
	const { data } = await client.get<{ data: Record<string, unknown> }>(`${path}?includeData=true`);
	const isHere = String(data.baseUrl).startsWith('http://127.0.0.1:');
	if (!isHere || data.baseUrl === baseUrl) return;
	await client.patch(path, { name, type: credentialType, data: { ...data, baseUrl } });
}

/** As for the credential. A form of one's own is left alone. */
async function pointToForm(
	client: N8nClient,
	id: string,
	formUrl: string,
	isPublished: boolean,
): Promise<void> {
	const path = `/workflows/${id}`;
	const { nodes, versionId } = await client.get<Workflow>(path);
	const text = JSON.stringify(nodes);
	const changed = text.replaceAll(sandboxForms, formUrl);
	if (changed === text) return;
	await client.patch(path, { nodes: JSON.parse(changed) as object[], versionId });
	if (isPublished) await client.activate({ id });
}
