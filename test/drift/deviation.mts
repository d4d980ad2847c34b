import type { AccountOptions } from '../sandbox/core/account.mts';
import type { ApiRequest } from '../sandbox/core/exchange.mts';
import type { SettingsPatch } from '../sandbox/core/settings.mts';
import type { EndpointName } from '../sandbox/endpoints/endpoint.mts';

/** An answer as it goes over the wire. */
export type Answer = {
	status: number;
	headers: Record<string, string>;
	text: string;
	/** How long it takes to come, in virtual time. */
	delayMs?: number;
};

export type Asked = ApiRequest;

/** What a deviation may look at beside the answer. */
export type Seen = {
	endpoint: EndpointName;
	asked: Asked;
	/** Counts the requests to this endpoint from 1; 0 when the test itself has a look afterwards. */
	nth: number;
	nowMs: number;
};

export type Change = (answer: Answer, seen: Seen) => Answer;

/** One difference between the API as its document has it, and as it may really be. */
export type Deviation = {
	name: string;
	/** Whose answers it changes. */
	on: readonly EndpointName[];
	change?: Change;
	/** The server understands the question differently, or refuses it before it does anything. */
	ask?: (asked: Asked, seen: Seen) => Asked | Answer;
	/** The sandbox itself behaves so; `touches` knows the answers that show it. */
	settings?: SettingsPatch;
	touches?: (answer: Answer) => boolean;
	account?: Partial<AccountOptions>;
	/** How an order's ID is written, in answers and in paths. */
	showId?: (id: number) => string;
	/** Only these jobs can meet it, or all but those. */
	jobs?: readonly string[];
	notJobs?: readonly string[];
	/** What a clear refusal says here, and what would mislead. */
	says?: RegExp;
	neverSays?: RegExp;
};

export type Group = { name: string; what: string; rows: readonly Deviation[] };
