import fastify from 'fastify';

/** What the model answers: words, or the use of a tool. */
type Turn = { says: string } | { uses: string; args: object };

/** What it was asked: the conversation, and the tools that it may use. */
type Asked = {
	messages: Array<{ content: unknown }>;
	tools?: Array<{ function: { name: string } }>;
};

export type ScriptedModel = Awaited<ReturnType<typeof startScriptedModel>>;

/** A language model that answers what it is told to, by the interface of OpenAI’s: no model can be reached from a test. */
export async function startScriptedModel() {
	const asked: Asked[] = [];
	const turns: Turn[] = [];
	const server = fastify({ forceCloseConnections: true });
	server.post<{ Body: Asked }>('/v1/chat/completions', ({ body }) => {
		asked.push(body);
		return completion(turns.shift() ?? { says: 'I have nothing more to say.' }, asked.length);
	});
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return {
		/** For a credential of n8n’s OpenAI nodes. */
		url: `${address}/v1`,
		asked,
		/** What it will answer, in order. */
		turns,
		[Symbol.asyncDispose]: async () => await server.close(),
	};
}

function completion(turn: Turn, n: number): object {
	const isWords = 'says' in turn;
	const message = isWords
		? { role: 'assistant', content: turn.says }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: `call_${n}`,
						type: 'function',
						function: { name: turn.uses, arguments: JSON.stringify(turn.args) },
					},
				],
			};
	return {
		id: `completion_${n}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: isWords ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
