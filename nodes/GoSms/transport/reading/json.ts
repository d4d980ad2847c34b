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
		const first = firstValue(text);
		return first === undefined ? text : parseJson(first);
	}
}

/** Some servers write a second answer behind the first. @returns undefined unless it ends before the text does */
function firstValue(text: string): string | undefined {
	if (!/^[[{]/.test(text)) return undefined;
	let depth = 0;
	for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
		if (/[[{]$/.test(token)) depth += 1;
		else if (/^[\]}]/.test(token)) depth -= 1;
		const end = index + token.length;
		if (depth === 0) return end < text.length ? text.slice(0, end) : undefined;
	}
	return undefined;
}

function quoteLongIntegers(json: string): string {
	return json.replace(stringsAndNumbers, (token) =>
		/^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}
