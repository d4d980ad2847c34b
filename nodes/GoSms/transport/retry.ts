import { blockedByN8n, isCertificateCode, reasonFor, type Failure } from './failure';

/** Whether a call may be sent again blindly: `once` if that would buy twice. */
export type Repeat = 'safe' | 'once';

const maxRetries = 3;

/**
 * A purchase that met the limits has bought nothing, and nobody else sends it again. Many processes that begin at once on
 * one key are turned away several times each, until they have found their shares.
 */
const maxRetriesOfLimitedPurchase = 8;

export function maxRetriesOf(repeat: Repeat, failure: Failure): number {
	return repeat === 'once' && isRateLimit(failure) ? maxRetriesOfLimitedPurchase : maxRetries;
}

/** True when the API has certainly not sold a number: only then may a purchase be sent again. */
export function surelyBoughtNothing(failure: Failure): boolean {
	switch (failure.kind) {
		case 'refused': {
			const { status, reason } = failure;
			if (reason === 'stock' || reason === 'price' || reason === 'balance') return true;
			if (status >= 500 || reason === 'trouble') return false;
			return reason !== 'other' || (status >= 400 && status !== 408);
		}
		// A page with one of these comes from a proxy that did not let the request through, or from the limiter.
		case 'page':
			return failure.reason === 'stock' || [400, 401, 402, 403, 404, 429].includes(failure.status);
		case 'network':
			return !failure.reached;
		case 'unreadable':
			return false;
		case 'stopped':
		case 'explained':
			return true;
	}
}

/** The API itself has said no, and is not in trouble. */
export function isRefused(failure: Failure): boolean {
	return failure.kind === 'refused' && failure.reason !== 'trouble';
}

/** The API does not let this key in. */
export function isRefusedKey(failure: Failure): boolean {
	return isRefused(failure) && ['key', 'access'].includes(reasonFor(failure) ?? '');
}

/** The API may say so instead of showing an order whose time is over. */
export function saysExpired(failure: Failure): boolean {
	return failure.kind === 'refused' && failure.reason === 'expired';
}

export function isRateLimit(failure: Failure): boolean {
	return reasonFor(failure) === 'tooMany';
}

/** True for what may pass by itself: the network, the limits, a server in trouble. */
export function mayPass(failure: Failure): boolean {
	switch (failure.kind) {
		case 'network':
			return !isCertificateCode(failure.code) && failure.code !== blockedByN8n;
		case 'refused':
			return failure.reason === 'tooMany' || failure.reason === 'trouble';
		case 'page':
			return (
				['tooMany', 'trouble', 'blocked'].includes(failure.reason) ||
				(failure.status >= 200 && failure.status < 300)
			);
		case 'unreadable':
		case 'stopped':
		case 'explained':
			return false;
	}
}

export function mayRepeat(repeat: Repeat, failure: Failure): boolean {
	return mayPass(failure) && (repeat === 'safe' || surelyBoughtNothing(failure));
}

/** What one request waits at the most, whatever the server says. */
const longestBackoffMs = 10_000;

/** How long the server asks to wait, if it does. */
export function retryAfterIn(failure: Failure): number | undefined {
	return 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
}

/** Doubles from half a second, half of it random, so that many clients do not come back together. */
export function backoffMs(failure: Failure, attempt: number, random: number): number {
	const asked = retryAfterIn(failure);
	if (asked !== undefined) return Math.min(asked, longestBackoffMs);
	return 500 * 2 ** (attempt - 1) * (0.5 + random / 2);
}

/** A server that says “0”, or a time in the past, would refuse all tries one after the other. */
const shortestPauseMs = 1_000;

/** The limits are per minute. */
const longestPauseMs = 60_000;

/** The vendor asks for 5 to 10 s after a 429. */
export function rateLimitPauseMs(failure: Failure, random: number): number {
	const asked = retryAfterIn(failure);
	if (asked === undefined) return 5_000 + 5_000 * random;
	return Math.max(shortestPauseMs, Math.min(asked, longestPauseMs));
}
