import { createHash } from 'node:crypto';
import { count, invalid, quote, toNumber, understood, type Parsed } from '../domain/parsed';
import { isRecord } from './guards';
import { documentedLimits } from './limits/limits';

/** What a credential says, checked. The key is for requests only: it belongs in no message. */
export type Connection = { baseUrl: string; apiKey: string };

/** What the credential has put into requests of this process: an answer may repeat it. */
export const sentKeys = new Set<string>();

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The credential's base URL, in its plainest form and without trailing slashes. */
export function parseBaseUrl(input: unknown): Parsed<string> {
	const example = 'e.g. https://appsms.net/api/v1.';
	const text = typeof input === 'string' ? input.trim().replace(/\/+$/, '') : '';
	// A key may have been pasted into the wrong field.
	const shown = quote(text.replace(/ch_[\x21-\x7e]+/gi, 'ch_***'));
	const hint = `Set the base URL in the GoSMS credential, ${example}`;
	if (text === '') return invalid('The base URL of the GoSMS credential is empty', hint);
	if (!URL.canParse(text)) return invalid(`The base URL ${shown} is not a URL`, hint);

	const url = new URL(text);
	if (url.username || url.password || url.search || url.hash) {
		return invalid(
			'The base URL may hold only a host and a path',
			`Remove sign-in data, “?” and “#” from the base URL in the GoSMS credential, ${example}`,
		);
	}
	// One spelling of it: accounts are told apart by it too.
	const plain = understood(url.href.replace(/\/+$/, ''));
	if (url.protocol === 'https:') return plain;
	if (url.protocol === 'http:' && loopback.test(url.hostname)) return plain;
	return invalid(
		`The base URL ${shown} does not use https, so the API key would travel unprotected`,
		`Use https in the GoSMS credential, ${example} Plain http works on localhost only.`,
	);
}

/** Keys begin with `ch_`, and are pasted with spaces around them; the message never repeats what was typed, since it may still be a key. */
export function parseApiKey(input: unknown): Parsed<string> {
	const key = typeof input === 'string' ? input.trim() : '';
	if (/^ch_[\x21-\x7e]+$/.test(key)) return understood(key);
	return invalid(
		key === ''
			? 'The API key of the GoSMS credential is empty'
			: 'The API key of the GoSMS credential does not look like one: it must begin with ch_ and contain no spaces',
		'Copy the key from the GoSMS admin panel (channel management) into the credential.',
	);
}

/** How much of the documented limit this process may use; nothing, or 0, is all of it. */
export function parseRequestsPerMinute(input: unknown): Parsed<number> {
	const { perMinute } = documentedLimits;
	const isUnset = (input ?? '') === '' || toNumber(input) === 0;
	const parse = count('Requests per Minute of the GoSMS credential', perMinute);
	return parse(isUnset ? perMinute : input);
}

/** Tells accounts apart without keeping their keys: two credentials may hold the same one. */
export function accountIdOf({ baseUrl, apiKey }: Connection): string {
	return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex');
}

/**
 * An API may echo the key in an answer, and answers go into stored executions. It may be a newer key of the same
 * credential.
 */
export function redact(value: unknown): unknown {
	if (typeof value === 'string') {
		const keys = mayHoldKey(value) ? [...sentKeys] : [];
		return keys.reduce((text, key) => text.replaceAll(key, 'ch_***'), value);
	}
	if (Array.isArray(value)) return value.map(redact);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map((entry) => entry.map(redact)));
}

/** A process may know many keys, and few texts look like one. */
export function mayHoldKey(text: unknown): boolean {
	return typeof text !== 'string' || text.includes('ch_');
}
