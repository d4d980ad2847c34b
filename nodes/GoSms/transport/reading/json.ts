/** Strings are matched as a whole, so that digits inside them are left alone. */
const stringsAndNumbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const longNumber = /\d{16}/;

/**
 * Parses an answer's body. JavaScript rounds whole numbers above 2^53, so IDs of that size become text. A body that is not
 * JSON (a web page, say) is returned as it is.
 */
export function parseJson(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	// Behind a byte order mark, or the guard that some put before JSON.
	const text = body.replace(/^\uFEFF?\s*(\)\]\}',?)?/, '').trim();
	try {
		const value: unknown = JSON.parse(longNumber.test(text) ? quoteLongIntegers(text) : text);
		// Some gateways write JSON into a JSON text.
		return typeof value === 'string' && /^[[{]/.test(value) ? parseJson(value) : value;
	} catch {
		return text;
	}
}

function quoteLongIntegers(json: string): string {
	return json.replace(stringsAndNumbers, (token) =>
		/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
