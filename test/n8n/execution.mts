import { parse } from 'flatted';

export type Json = Record<string, unknown>;

/** What became of an execution: the output of each node, and the error that ended it. */
export type Execution = {
	id: string;
	status: string;
	isEnded: boolean;
	/** Of its last run. */
	outputOf: (node: string, output?: number) => Json[];
	/** With its first output: a node in a loop has several. */
	runsOf: (node: string) => Array<{ startMs: number; items: Json[] }>;
	/** Message and description. */
	error: string | undefined;
	/** As it is stored. */
	raw: string;
};

type StoredRun = {
	startTime: number;
	data?: { main?: Array<Array<{ json: Json }> | null> };
	error?: { message: string };
};

export function isOver({ status }: Json): boolean {
	return !['new', 'running', 'waiting'].includes(String(status));
}

export function toExecution(found: Json): Execution {
	const raw = typeof found.data === 'string' ? found.data : '';
	const data = ((raw && parse(raw)) || {}) as {
		resultData?: {
			runData?: Record<string, StoredRun[]>;
			error?: { message: string; description?: string };
		};
	};
	const { runData = {}, error } = data.resultData ?? {};
	// n8n 1 writes the data a moment after the status: until then they are those of its start, in which nothing has run.
	const hasRun = error !== undefined || Object.keys(runData).length > 0;
	const mayBeEmpty = ['canceled', 'crashed'].includes(String(found.status));
	const itemsOf = (run: StoredRun | undefined, output = 0) =>
		(run?.data?.main?.[output] ?? []).map((item) => item.json);
	return {
		id: String(found.id),
		status: String(found.status),
		isEnded: isOver(found) && raw.length > 2 && (hasRun || mayBeEmpty),
		outputOf: (node, output) => itemsOf(runData[node]?.at(-1), output),
		runsOf: (node) =>
			(runData[node] ?? []).map((run) => ({ startMs: run.startTime, items: itemsOf(run) })),
		error: error && [error.message, error.description].filter(Boolean).join('\n'),
		raw,
	};
}
