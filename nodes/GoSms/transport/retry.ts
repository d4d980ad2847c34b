import { blockedByN8n, isCertificateCode, type Failure } from './failure';

/**
 * Whether a call may be sent again blindly: `safe` calls change nothing, or nothing more the second time;
 * a `purchase` sent twice may buy twice.
 */
export type Repeat = 'safe' | 'purchase';

const maxRetries = 3;

/**
 * A refused purchase has bought nothing, and nobody else sends it again. Many processes that begin at once on one key
 * are refused several times each, until they have found their shares.
 */
const maxRetriesOfRefusedPurchase = 8;

export function maxRetriesOf(repeat: Repeat, failure: Failure): number {
	return repeat === 'purchase' && isRateLimit(failure) ? maxRetriesOfRefusedPurchase : maxRetries;
}

/** True when the API has certainly not sold a number: only then may a purchase be sent again. */
export function surelyBoughtNothing(failure: Failure): boolean {
	switch (failure.kind) {
		case 'refused':
			return (
				[400, 401, 402, 403, 404, 429].includes(failure.status) ||
				isOutOfStock(failure) ||
				failure.code === 'PRICE_CALCULATION_ERROR'
			);
		// A page with one of these comes from a proxy that did not let the request through, or from the limiter.
		case 'page':
			return [400, 401, 402, 403, 404, 429].includes(failure.status);
		case 'network':
			return !failure.reached;
		case 'unreadable':
			return false;
		case 'stopped':
		case 'explained':
			return true;
	}
}

/** Only the API's own code says that no number is left; any other 503 is an outage. */
export function isOutOfStock(failure: Failure): boolean {
	return (
		failure.kind === 'refused' && failure.status === 503 && failure.code === 'NO_AVAILABLE_NUMBER'
	);
}

/** The API itself has said no, and is not in trouble. */
export function isRefused(failure: Failure): boolean {
	return failure.kind === 'refused' && failure.status < 500;
}

/** The API may answer so instead of showing an order whose time is over. */
export function saysExpired(failure: Failure): boolean {
	return failure.kind === 'refused' && failure.code === 'ORDER_EXPIRED';
}

export function isRateLimit(failure: Failure): boolean {
	return 'status' in failure && failure.status === 429;
}

/** True for what may pass by itself: the network, the limits, a server in trouble. */
export function mayPass(failure: Failure): boolean {
	switch (failure.kind) {
		case 'network':
			return !isCertificateCode(failure.code) && failure.code !== blockedByN8n;
		case 'refused':
			return (
				isRateLimit(failure) ||
				(failure.status >= 500 &&
					!isOutOfStock(failure) &&
					failure.code !== 'PRICE_CALCULATION_ERROR')
			);
		case 'page':
			return isRateLimit(failure) || failure.status >= 500 || failure.status === 200;
		case 'unreadable':
			return true;
		case 'stopped':
		case 'explained':
			return false;
	}
}

export function mayRepeat(repeat: Repeat, failure: Failure): boolean {
	return mayPass(failure) && (repeat === 'safe' || surelyBoughtNothing(failure));
}

/** The longest wait that is taken from the server's word: an order does not live longer. */
const longestRetryAfterMs = 600_000;

/** Doubles from half a second, half of it by chance, so that many clients do not come back together. */
export function backoffMs(failure: Failure, attempt: number, random: number): number {
	const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	if (asked !== undefined) return Math.min(asked, longestRetryAfterMs);
	return 500 * 2 ** (attempt - 1) * (0.5 + random / 2);
}

/** A server that says “0”, or a moment that is past, would refuse all tries one after the other. */
const shortestPauseMs = 1_000;

/** The vendor asks for 5 to 10 s after a 429. */
export function rateLimitPauseMs(failure: Failure, random: number): number {
	const asked = 'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
	if (asked === undefined) return 5_000 + 5_000 * random;
	return Math.max(shortestPauseMs, Math.min(asked, longestRetryAfterMs));
}
