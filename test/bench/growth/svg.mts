type Value = string | number;

/** An element with what is in it, which is SVG already. */
export function element(
	name: string,
	attributes: Readonly<Record<string, Value>>,
	...inside: string[]
): string {
	const written = Object.entries(attributes)
		.map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`)
		.join('');
	const content = inside.join('');
	return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export function label(attributes: Readonly<Record<string, Value>>, words: string): string {
	return element('text', attributes, escaped(words));
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

/** A tenth of a pixel is enough. */
function short(value: number): string {
	return String(Math.round(value * 10) / 10);
}
