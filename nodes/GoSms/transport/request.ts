import type { IHttpRequestOptions } from 'n8n-workflow';
import { requestTimeoutMs } from './clock';
import { classifyAnswer, classifyThrown, failed, success } from './failure';
import type { Failure, HttpAnswer, Result } from './failure';
import { isRecord } from './guards';
import type { Priority, Release } from './rateLimiter';
import { backoffMs, isRateLimit, maxRetriesOf, mayRepeat, rateLimitPauseMs } from './retry';
import type { Repeat } from './retry';
import { credentialName, type ApiContext, type Session } from './session';
import type { StopSignal } from './stop';

export type Call = {
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, string | number>;
	body?: Record<string, string>;
	repeat: Repeat;
	priority: Priority;
	/** Asked when the turn has come, before anything is sent: false, and the call ends as stopped. */
	mayGo?: () => boolean;
};

/**
 * The only place that talks to the network. Waits for its turn, sends, says what went wrong, and sends again what
 * may be sent again.
 *
 * @returns the body of a success, not yet checked beyond being an object, and `attempts`.
 */
export async function request(
	session: Session,
	call: Call,
): Promise<Result<unknown> & { attempts: number }> {
	for (let attempt = 1; ; attempt++) {
		const release = await session.account.limiter.acquire(call.priority, session.signal);
		if (!release || call.mayGo?.() === false) {
			release?.('unused');
			return { ...failed({ kind: 'stopped' }), attempts: attempt - 1 };
		}
		const result = await send(session, call, release);
		if (result.ok) return { ...result, attempts: attempt };

		const { failure } = result;
		if (isRateLimit(failure)) {
			session.account.limiter.penalize(rateLimitPauseMs(failure, Math.random()));
		}
		if (attempt > maxRetriesOf(call.repeat, failure) || !mayRepeat(call.repeat, failure)) {
			return { ...result, attempts: attempt };
		}
		// After a 429 the limiter itself makes everybody wait.
		if (!isRateLimit(failure)) {
			await session.clock.sleep(backoffMs(failure, attempt, Math.random()), session.signal);
		}
	}
}

async function send(session: Session, call: Call, release: Release): Promise<Result<unknown>> {
	const { account, clock } = session;
	// Whoever stops in the middle of a purchase must still learn what was bought.
	const signal = call.method === 'GET' ? session.signal : undefined;
	const interruption = new AbortController();
	const interrupt = () => interruption.abort();
	signal?.addEventListener('abort', interrupt);
	const sentMs = clock.now();
	try {
		const response: unknown = await session.context.helpers.httpRequestWithAuthentication.call(
			withSignal(session.context, interruption.signal),
			credentialName,
			{ ...optionsFor(session, call), abortSignal: interruption.signal },
		);
		const answer = toAnswer(response, session.redact);
		account.serverClock.observe(answer.headers.date, sentMs, clock.now());
		const failure = classifyAnswer(answer, account.serverClock.at(clock.now()));
		return failure ? failed(failure) : success(answer.body);
	} catch (error) {
		return failed(failureOf(error, signal));
	} finally {
		signal?.removeEventListener('abort', interrupt);
		release();
	}
}

function failureOf(error: unknown, signal: StopSignal | undefined): Failure {
	return signal?.aborted ? { kind: 'stopped' } : classifyThrown(error);
}

/** Made anew for each call: n8n writes the Authorization header into it. */
function optionsFor(session: Session, call: Call): IHttpRequestOptions {
	return {
		method: call.method,
		url: session.baseUrl + call.path,
		...(call.query && { qs: call.query }),
		...(call.body && { body: call.body }),
		json: true,
		timeout: requestTimeoutMs,
		returnFullResponse: true,
		// n8n would send a 401 a second time, a purchase too, and would hide the headers of a refusal.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the key to another host.
		disableFollowRedirect: true,
	};
}

function toAnswer(response: unknown, redact: Session['redact']): HttpAnswer {
	const { statusCode, headers, body } = isRecord(response) ? response : {};
	const clean = redact({ ...(isRecord(headers) ? headers : {}) });
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: isRecord(clean) ? clean : {},
		body: redact(body),
	};
}

/**
 * n8n ends a request when the execution of its context is stopped. An order must be cancelled just then, and a shared
 * request goes on for others, so the session decides which signal n8n sees: in an execution by this, since n8n puts its
 * own in place of the request's `abortSignal`; in a poll it takes that.
 */
function withSignal(context: ApiContext, signal: AbortSignal): ApiContext {
	return new Proxy(context, {
		get: (target, key): unknown =>
			key === 'getExecutionCancelSignal' ? () => signal : Reflect.get(target, key, target),
	});
}
