import { ask } from '../../n8n/ask.mts';
import type { N8nClient, Workflow } from '../../n8n/client.mts';
import type { Execution } from '../../n8n/execution.mts';
import { untilTrue } from '../../n8n/untilTrue.mts';

const trigger = 'When chat message received';

/** What a person does in the chat of the editor. */
export class Chat {
	private readonly sessionId = `chat ${Math.random()}`;

	constructor(
		private readonly client: N8nClient,
		private readonly workflow: Workflow,
	) {}

	/** Sends a message; the execution goes on. */
	async say(chatInput: string): Promise<void> {
		const { client, workflow, sessionId } = this;
		const json = { sessionId, action: 'sendMessage', chatInput };
		const data = {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			executionStatus: 'success',
			source: [null],
			data: { main: [[{ json }]] },
		};
		await client.post(`/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: trigger, data },
			chatSessionId: sessionId,
		});
	}

	/** Clicks on a button of the question that the agent has asked. */
	async click(isApproved: boolean): Promise<void> {
		const link = new RegExp(`http[^"]*webhook-waiting[^"]*approved=${isApproved}[^"]*`);
		const find = (one: Execution | undefined) =>
			one?.status === 'waiting' ? link.exec(one.raw)?.[0] : undefined;
		await untilTrue('a question', async () => find(await this.last()) !== undefined);
		const url = find(await this.last()) ?? '';
		// n8n answers programs that look at links, as messengers do, with a page that does nothing.
		const answer = await ask(url, { headers: { 'user-agent': 'Mozilla/5.0 Firefox/140.0' } });
		if (answer.status !== 200) throw new Error(`clicking: ${answer.status}`);
	}

	/** What the agent answers in the end. */
	async answer(): Promise<string> {
		const text = async () => {
			const last = await this.last();
			if (last?.error) throw new Error(last.error);
			return last?.outputOf('Answer').length ? last.outputOf('Agent')[0]?.output : undefined;
		};
		await untilTrue('an answer', async () => (await text()) !== undefined);
		const words = String(await text());
		// Nobody’s browser is there to take the answer, for which n8n would wait.
		await this.client.stop((await this.last())?.id ?? '');
		return words;
	}

	private async last(): Promise<Execution | undefined> {
		return (await this.client.executions(this.workflow.id)).at(-1);
	}
}
