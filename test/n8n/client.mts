import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask.mts';
import { isOver, toExecution, type Execution, type Json } from './execution.mts';
import { untilTrue } from './untilTrue.mts';

export type Workflow = {
	id: string;
	name: string;
	nodes: object[];
	connections: object;
	versionId?: string;
};
export const owner = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Password-123',
};

/** n8n's own REST, as its editor uses it. */
export class N8nClient {
	private cookie = '';

	constructor(private readonly baseUrl: string) {}

	/** Makes the owner the first time, signs in later on. */
	async signIn(): Promise<void> {
		const setup = await this.send('POST', '/owner/setup', owner);
		if (setup.status === 200) return;
		const { email, password } = owner;
		const body = { emailOrLdapLoginId: email, email, password };
		const login = await this.send('POST', '/login', body);
		if (login.status !== 200) throw new Error(`signing in: ${await login.text()}`);
	}

	async get<T>(path: string): Promise<T> {
		return await this.call<T>('GET', path);
	}

	async post<T>(path: string, body: object): Promise<T> {
		return await this.call<T>('POST', path, body);
	}

	async patch<T>(path: string, body: object): Promise<T> {
		return await this.call<T>('PATCH', path, body);
	}

	/** n8n deletes what has been put away. */
	async deleteWorkflow({ id }: Pick<Workflow, 'id'>): Promise<void> {
		await this.post(`/workflows/${id}/archive`, {});
		await this.call('DELETE', `/workflows/${id}`);
	}

	/** What n8n tells its editor of all node or credential types. */
	async types<T>(kind: 'nodes' | 'credentials'): Promise<T[]> {
		return JSON.parse(await this.file(`types/${kind}.json`)) as T[];
	}

	/** A file that n8n serves to its editor. */
	async file(path: string): Promise<string> {
		const answer = await ask(new URL(path, this.baseUrl), { headers: { cookie: this.cookie } });
		if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
		return await answer.text();
	}

	async createCredential(name: string, data: Json, type = 'goSmsApi') {
		const { id } = await this.post<{ id: string }>('/credentials', { name, type, data });
		return { id, name };
	}

	async createWorkflow(
		workflow: Pick<Workflow, 'name' | 'nodes' | 'connections'> & { pinData?: object },
	): Promise<Workflow> {
		const settings = { executionOrder: 'v1' };
		return await this.post('/workflows', { ...workflow, settings, active: false });
	}

	/** Runs a workflow from a node on, as the editor's button does. */
	async run(workflow: Workflow, trigger: string): Promise<string> {
		const { executionId } = await this.post<{ executionId: string }>(
			`/workflows/${workflow.id}/run`,
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}

	async runToEnd(workflow: Workflow, trigger: string, withinMs = 120_000): Promise<Execution> {
		return await this.ended(await this.run(workflow, trigger), withinMs);
	}

	async stop(executionId: string): Promise<void> {
		await this.post(`/executions/${executionId}/stop`, {});
	}

	async ended(executionId: string, withinMs = 120_000): Promise<Execution> {
		let found = toExecution({});
		const hasEnded = async () => {
			found = toExecution(await this.get<Json>(`/executions/${executionId}`));
			return found.isEnded;
		};
		await untilTrue(`the end of execution ${executionId}`, hasEnded, withinMs);
		return found;
	}

	/** How many have begun, and how many of them have ended. At most a hundred are seen. */
	async countExecutions(workflowId: string): Promise<{ begun: number; ended: number }> {
		const listed = await this.listed(workflowId);
		return { begun: listed.length, ended: listed.filter(isOver).length };
	}

	/** Without their data, which dozens of requests would be needed for. */
	async executionIds(workflowId: string): Promise<string[]> {
		return (await this.listed(workflowId)).map(({ id }) => String(id)).sort();
	}

	async executions(workflowId: string): Promise<Execution[]> {
		const ids = await this.executionIds(workflowId);
		const found = ids.map(async (id) => toExecution(await this.stored(id)));
		return (await Promise.all(found)).sort((a, b) => Number(a.id) - Number(b.id));
	}

	private async listed(workflowId: string): Promise<Array<{ id: string; status: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const path = `/executions?filter=${filter}&limit=100`;
		return (await this.get<{ results: Array<{ id: string; status: string }> }>(path)).results;
	}

	/** n8n 1 cannot show an execution that it had noted, but not its data, when it died. */
	private async stored(id: string): Promise<Json> {
		const answer = await this.send('GET', `/executions/${id}`);
		const text = await answer.text();
		if (answer.status === 500 && text.includes("reading 'data'")) return { id, status: 'crashed' };
		if (answer.status !== 200) throw new Error(`execution ${id}: ${answer.status} ${text}`);
		return (JSON.parse(text) as { data: Json }).data;
	}

	/** Publishes a workflow, so that its triggers are at work. */
	async activate({ id }: Pick<Workflow, 'id'>): Promise<void> {
		const { versionId } = await this.get<Workflow>(`/workflows/${id}`);
		const answer = await this.send('POST', `/workflows/${id}/activate`, { versionId });
		if (answer.status === 404) await this.patch(`/workflows/${id}`, { active: true });
		else if (answer.status !== 200) throw new Error(`activating: ${await answer.text()}`);
		for (let n = 0; n < 100; n++) {
			const status = await this.send('GET', `/workflows/${id}/publication-status`);
			if (status.status === 404) return;
			const text = await status.text();
			if (/"published"/.test(text)) return;
			if (/"failed"/.test(text)) throw new Error(`activating: ${text}`);
			await sleep(200);
		}
	}

	private async call<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = await this.send(method, path, body);
		const text = await answer.text();
		if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	private async send(method: string, path: string, body?: object): Promise<Response> {
		const answer = await ask(`${this.baseUrl}/rest${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': 'e2e',
				...(this.cookie && { cookie: this.cookie }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const [cookie] = answer.headers.getSetCookie().filter((one) => one.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		return answer;
	}
}
