import type { IHttpRequestOptions } from 'n8n-workflow';
import { requestTimeoutMs } from './clock';
import { mayHoldKey, redact } from './connection';
import { classifyAnswer, classifyThrown, failed, noAnswer } from './failure';
import type { Failed, HttpAnswer } from './failure';
import { recordOf, textOf } from './guards';
import type { Priority } from './limits/limits';
import type { Release } from './limits/rateLimiter';
import { parseJson } from './reading/json';
import { backoffMs, isRateLimit, maxRetriesOf, mayRepeat, rateLimitPauseMs } from './retry';
import type { Repeat } from './retry';
import { credentialName, type ApiContext, type Session } from './session';

export type Call = {
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, string | number>;
	body?: Record<string, string>;
	repeat: Repeat;
	priority: Priority;
	/** Its status tells enough, whatever the body is. */
	isStatusEnough?: boolean;
	/** Asked when the turn has come, before anything is sent; false ends the call as stopped. */
	mayGo?: () => boolean;
};

/** How an exchange went; the time is of this machine. */
export type Exchange = { attempts: number; sentMs: number };

type Sent = { ok: true; answer: HttpAnswer } | Failed;

/**
 * The only place that talks to the network. Waits for its turn, sends, says what went wrong, and sends again what
 * may be sent again.
 *
 * @returns an answer with a status of success, whatever it holds.
 */
export async function request(session: Session, call: Call): Promise<Sent & Exchange> {
	const { account, clock } = session;
	let sentMs = clock.now();
	for (let attempt = 1; ; attempt++) {
		const release = await account.limiter.acquire(call.priority, session.signal);
		if (!release || call.mayGo?.() === false) {
			release?.('unused');
			return { ...failed({ kind: 'stopped' }), attempts: attempt - 1, sentMs };
		}
		sentMs = clock.now();
		const result = { ...(await send(session, call, release, sentMs)), attempts: attempt, sentMs };
		if (result.ok) return result;

		const { failure } = result;
		const isLimited = isRateLimit(failure);
		if (isLimited) account.limiter.penalize(rateLimitPauseMs(failure, Math.random()));
		// A call that meets the limits waits for its turn again: nothing is faster.
		const most = maxRetriesOf(call.repeat, failure);
		const retries = isLimited ? most : (session.retries ?? most);
		if (attempt > retries || !mayRepeat(call.repeat, failure)) return result;
		// After a 429 the limiter itself makes everybody wait.
		if (!isLimited) await clock.sleep(backoffMs(failure, attempt, Math.random()), session.signal);
	}
}

async function send(session: Session, call: Call, release: Release, sentMs: number): Promise<Sent> {
	const { account, clock } = session;
	// n8n's own time-out begins again with each byte that comes.
	const deadline = AbortSignal.timeout(2 * requestTimeoutMs);
	// After a Stop in the middle of a purchase, the node must still learn what was bought.
	const signal = call.method === 'GET' ? session.signal : undefined;
	const interruption = new AbortController();
	const interrupt = () => interruption.abort();
	signal?.addEventListener('abort', interrupt);
	deadline.addEventListener('abort', interrupt);
	try {
		const response: unknown = await session.context.helpers.httpRequestWithAuthentication.call(
			withSignal(session.context, interruption.signal),
			credentialName,
			{ ...optionsFor(session, call), abortSignal: interruption.signal },
		);
		const answer = toAnswer(response);
		account.serverClock.observe(Date.parse(textOf(answer.headers.date)), sentMs, clock.now());
		const failure = classifyAnswer(
			answer,
			account.serverClock.at(clock.now()),
			call.isStatusEnough,
		);
		return failure ? failed(failure) : { ok: true, answer };
	} catch (error) {
		if (signal?.aborted) return failed({ kind: 'stopped' });
		return failed(deadline.aborted ? noAnswer : classifyThrown(error));
	} finally {
		signal?.removeEventListener('abort', interrupt);
		deadline.removeEventListener('abort', interrupt);
		release();
	}
}

/** New for each call: n8n writes the Authorization header into it. */
function optionsFor(session: Session, call: Call): IHttpRequestOptions {
	return {
		method: call.method,
		url: session.baseUrl + call.path,
		...(call.query && { qs: call.query }),
		...(call.body && { body: call.body }),
		json: true,
		// Parsed here: n8n would round long IDs.
		encoding: 'text',
		timeout: requestTimeoutMs,
		returnFullResponse: true,
		// n8n would send a 401 a second time, a purchase too, and would hide the headers of a refusal.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the key to another host.
		disableFollowRedirect: true,
	};
}

function toAnswer(response: unknown): HttpAnswer {
	const { statusCode, headers, body } = recordOf(response);
	const parsed = parseJson(body);
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: recordOf(redact(recordOf(headers))),
		body: mayHoldKey(body) ? redact(parsed) : parsed,
	};
}

/**
 * n8n ends a request when the execution of its context is stopped. An order must be cancelled just then, and a shared
 * request goes on for others, so the session decides which signal n8n sees: in an execution through this, since n8n
 * puts its own in place of the request's `abortSignal`; in a poll n8n uses that one.
 */
function withSignal(context: ApiContext, signal: AbortSignal): ApiContext {
	return new Proxy(context, {
		get: (target, key): unknown =>
			key === 'getExecutionCancelSignal' ? () => signal : Reflect.get(target, key, target),
	});
}
