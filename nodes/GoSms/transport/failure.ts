import { isRecord, textOf } from './guards';
import { findOrder } from './reading/orders';
import { reasonOf, reasonOfPage, soundsRefused, wordsIn, type Reason } from './reading/refusal';

/** What kept a call from its answer. Nothing in it comes from the request, so nothing in it can hold the key. */
export type Failure =
	/** The API said no, in its own JSON: `text` is its own (mostly Chinese) sentence; `about` says to what, where that helps. */
	| {
			kind: 'refused';
			status: number;
			reason: Reason;
			code: string;
			text: string;
			about?: string;
			retryAfterMs?: number;
	  }
	/** An answer that is not the API's: a proxy's page, a redirect, an empty body. */
	| { kind: 'page'; status: number; reason: Reason; excerpt: string; retryAfterMs?: number }
	/** Success, but without what was asked for. */
	| { kind: 'unreadable'; status: number; detail: string; excerpt: string }
	/** No answer. `reached` is false when certainly no connection was made. */
	| { kind: 'network'; code: string; reached: boolean }
	/** The execution was stopped. */
	| { kind: 'stopped' }
	/**
	 * Found out here, and already in words for the user; `detail` when there is more to say. `mayHavePaid` when a number
	 * may have been bought anyway: no other is bought in its place. `isPassing` when the same may succeed later.
	 */
	| {
			kind: 'explained';
			happened: string;
			remedy: string;
			detail?: string;
			mayHavePaid?: boolean;
			isPassing?: boolean;
	  };

export type Failed = { ok: false; failure: Failure };

export type Result<T> = { ok: true; value: T } | Failed;

export function success<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function failed(failure: Failure): Failed {
	return { ok: false, failure };
}

/** An HTTP answer; the body is parsed JSON, or text when it is none. */
export type HttpAnswer = { status: number; headers: Record<string, unknown>; body: unknown };

const certificateCode = /CERT|TLS|SSL|EPROTO|UNABLE_TO_/;
/** Of a connection that was never made; other faults of TLS may come after the request. */
const refusedCertificate = /CERT|UNABLE_TO_/;
const notConnected = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

export function isCertificateCode(code: string): boolean {
	return certificateCode.test(code);
}

/** n8n's own protection lets no request go to an internal address. */
export const blockedByN8n = 'SSRF_BLOCKED';

/** What the credential says when it refuses to sign a request, which is then not sent. */
const refusedHere = /^([^.]*GoSMS credential[^.]*)\. (.+)$/;

const ssrfError = /^Ssrf\w*Error$/;
const ssrfWords = /restricted IP address/;

/** Names the network failure that n8n's helper threw: it hides the code in one of several places. */
export function classifyThrown(error: unknown): Failure {
	let code = 'UNKNOWN';
	for (let at = error, depth = 0; isRecord(at) && depth < 4; at = at.cause, depth++) {
		const [, happened, remedy] = refusedHere.exec(textOf(at.message)) ?? [];
		if (happened && remedy) return { kind: 'explained', happened, remedy };
		if (ssrfError.test(textOf(at.name)) || ssrfWords.test(textOf(at.message))) {
			return { kind: 'network', code: blockedByN8n, reached: false };
		}
		// n8n has no credential to sign with.
		if (!at.httpCode && /\bcredentials?\b/i.test(textOf(at.message))) {
			const remedy = 'In the node, choose a GoSMS credential that n8n can read.';
			return { kind: 'explained', happened: textOf(at.message), remedy };
		}
		const found = [at.httpCode, at.code].find((c) => typeof c === 'string' && /^[A-Z]\w+$/.test(c));
		if (typeof found === 'string') {
			code = found;
			break;
		}
	}
	const reached = !notConnected.includes(code) && !refusedCertificate.test(code);
	return { kind: 'network', code, reached };
}

/** @returns undefined for JSON with a status of success, and for any body with such a status where that is enough. */
export function classifyAnswer(
	answer: HttpAnswer,
	nowMs: number,
	isStatusEnough = false,
): Failure | undefined {
	const { status, headers, body } = answer;
	const isSuccess = status >= 200 && status < 300;
	const isRead = isSuccess && (isStatusEnough || (typeof body === 'object' && body !== null));
	if (isRead && !isLimit(body)) return undefined;
	const retryAfterMs = retryAfterOf(headers['retry-after'], nowMs);
	const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
	const isJson = (isRead || status >= 400) && (isRecord(body) || Array.isArray(body));
	return { ...(isJson ? refusalIn(answer) : pageIn(answer)), ...wait };
}

/** Some say it in the envelope, with a status of success; an order may have such a code from its SMS. */
function isLimit(body: unknown): boolean {
	return reasonOf(200, wordsIn(body)) === 'tooMany' && !findOrder(body);
}

/** Why an answer with a status of success does not hold what was asked for. @param field the one that it lacks */
export function classifyUnread(answer: HttpAnswer, field: string): Failure {
	const { status, body } = answer;
	if (soundsRefused(body)) return refusalIn(answer);
	if (!isRecord(body) && !Array.isArray(body)) return pageIn(answer);
	return {
		kind: 'unreadable',
		status,
		detail: `it has no “${field}”`,
		excerpt: excerptOf(answer),
	};
}

/** The request got no answer in time. */
export const noAnswer: Failure = { kind: 'network', code: 'ETIMEDOUT', reached: true };

/** An answer that has the API's form, and is no use. */
export function unusable(detail: string): Failure {
	return { kind: 'unreadable', status: 200, detail, excerpt: '' };
}

/** A list that has rows, but none with an ID. */
export const withoutIds = unusable('none of its rows has an “order_id”');

export function refusalIn({ status, body }: HttpAnswer): Failure {
	const { code, text } = wordsIn(body);
	return { kind: 'refused', status, reason: reasonOf(status, { code, text }), code, text };
}

function pageIn(answer: HttpAnswer): Failure {
	const { status } = answer;
	const reason = reasonOfPage(status, textOf(answer.body));
	return { kind: 'page', status, reason, excerpt: excerptOf(answer) };
}

function excerptOf({ status, headers, body }: HttpAnswer): string {
	if (status >= 300 && status < 400) return `redirect to ${textOf(headers.location) || 'nowhere'}`;
	if (typeof body !== 'string') return body === undefined ? '' : JSON.stringify(body).slice(0, 200);
	const title = /<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? body.replace(/<[^>]*>/g, ' ');
	return title.replace(/\s+/g, ' ').trim().slice(0, 120);
}

/** `Retry-After` comes as seconds or as a date. */
export function retryAfterOf(header: unknown, nowMs: number): number | undefined {
	const text = textOf(header).trim();
	if (text === '') return undefined;
	const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Only refusals and pages have one. */
export function reasonFor(failure: Failure): Reason | undefined {
	return 'reason' in failure ? failure.reason : undefined;
}
