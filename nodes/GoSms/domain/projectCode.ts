import { quote, invalid, understood, type Parsed } from './parsed';

export const documentedApps = [
	{ code: 'whatsapp', name: 'WhatsApp' },
	{ code: 'telegram', name: 'Telegram' },
	{ code: 'facebook', name: 'Facebook' },
] as const;

const shape = /^[\p{L}\p{N}][\p{L}\p{N}_.:+-]{0,63}$/u;

/**
 * The code of the app or site whose SMS is expected. There is no catalogue to check it against, so any code of
 * a sound shape passes as it is; only the case of a documented one is corrected.
 */
export function parseProjectCode(input: unknown): Parsed<string> {
	const text = typeof input === 'string' ? input.trim() : '';
	if (text === '') {
		return invalid('The app code is empty', 'Choose an app or give its code, e.g. whatsapp.');
	}
	const documented = documentedApps.find((app) => app.code === text.toLowerCase());
	if (documented) return understood(documented.code);
	if (shape.test(text)) return understood(text);
	return invalid(
		`${quote(input)} is not an app code`,
		'Use a code from your GoSMS admin panel, without spaces, e.g. whatsapp.',
	);
}
