import type { EndpointName } from '../endpoints/endpoint.mts';

/** One request, as the core sees it: from the HTTP shell, or from a simulation without HTTP. */
export interface ApiRequest {
	method: string;
	/** With or without `/api/v1` before it. */
	path: string;
	query?: Readonly<Record<string, unknown>>;
	/** Only `authorization` is read. */
	headers?: Readonly<Record<string, string | undefined>>;
	/** Instead of the Authorization header. */
	key?: string;
	/** Parsed JSON; a text that is no JSON comes as the text itself. */
	body?: unknown;
}

export interface ApiAnswer {
	status: number;
	headers: Record<string, string>;
	/** A text is sent as it stands, anything else as JSON. */
	body: unknown;
}

/** What becomes of a request once a fault may have hit it. */
export type Outcome =
	| { kind: 'answer'; answer: ApiAnswer }
	/** The connection is destroyed; with `partOf`, in the middle of that answer. */
	| { kind: 'drop'; partOf?: ApiAnswer }
	/** Never answered, the connection stays open. */
	| { kind: 'hang' }
	/** Nothing yet: `then` tells what, when so many virtual ms have passed. */
	| { kind: 'wait'; ms: number; then(): Outcome };

/** A line of the request log. The key is never in it. */
export interface RequestEntry {
	/** Virtual ms, without skew. */
	atMs: number;
	method: string;
	path: string;
	query: Readonly<Record<string, unknown>>;
	/** The account's username; null for a key nobody has. */
	account: string | null;
	endpoint: EndpointName | null;
	/** null while unanswered, and for good when the connection was dropped or hangs. */
	status: number | null;
	/** The kind of the fault that was applied (`latency+…` when two were). */
	fault: string | null;
	/** The order that the work was about, where it did any, ... */
	orderId: number | null;
	/** ... and the status that the answer gave it. */
	orderStatus: string | null;
}
