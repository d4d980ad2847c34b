import {
	classifyAnswer,
	classifyThrown,
	failed,
	retryAfterOf,
	type Failure,
	type HttpAnswer,
	type Result,
} from '../../nodes/GoSms/transport/failure';
import type { Reader } from '../../nodes/GoSms/transport/reading/answers';
import { parseJson } from '../../nodes/GoSms/transport/reading/json';

export type Heard =
	| { ok: true; answer: HttpAnswer; sentMs: number; receivedMs: number }
	| { ok: false; failure: Failure };

export type Sending = { key?: string; method?: 'GET' | 'POST'; body?: Record<string, string> };

/** Sends one request, and nothing to any other place than the base URL. */
export type Send = (path: string, sending?: Sending) => Promise<Heard>;

export type Pause = (ms: number) => Promise<void>;

const timeoutMs = 30_000;
/** The document allows ten requests a second. */
const betweenMs = 250;
const repeats = 3;

/** One request after the other; what is refused as one too many is sent again. @param listen hears every answer. */
export function createSend(
	{ baseUrl, apiKey }: { baseUrl: string; apiKey: string },
	pause: Pause,
	listen: (heard: Heard) => void,
): Send {
	return async (path, sending = {}) => {
		for (let attempt = 0; ; attempt++) {
			await pause(betweenMs);
			const heard = await sendOnce(`${baseUrl}${path}`, { key: apiKey, ...sending });
			listen(heard);
			if (!heard.ok || heard.answer.status !== 429 || attempt === repeats) return heard;
			const askedMs = retryAfterOf(heard.answer.headers['retry-after'], heard.receivedMs) ?? 0;
			await pause(Math.min(60_000, Math.max(5_000, askedMs)));
		}
	};
}

async function sendOnce(url: string, { key, method, body }: Sending): Promise<Heard> {
	const sentMs = Date.now();
	try {
		const response = await fetch(url, {
			method: method ?? 'GET',
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs),
			headers: {
				Authorization: `Bearer ${key}`,
				Accept: 'application/json',
				...(body && { 'Content-Type': 'application/json' }),
			},
			...(body && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		const answer: HttpAnswer = {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			body: parseJson(text),
		};
		return { ok: true, answer, sentMs, receivedMs: Date.now() };
	} catch (error) {
		const isTimeout = error instanceof Error && error.name === 'TimeoutError';
		const timeout: Failure = { kind: 'network', code: 'ETIMEDOUT', reached: true };
		return { ok: false, failure: isTimeout ? timeout : classifyThrown(error) };
	}
}

/** What the node makes of it. */
export function readAsNode<T>(heard: Heard, reader: Reader<T>, isStatusEnough = false): Result<T> {
	if (!heard.ok) return failed(heard.failure);
	const failure = classifyAnswer(heard.answer, heard.receivedMs, isStatusEnough);
	return failure ? failed(failure) : reader(heard.answer);
}
