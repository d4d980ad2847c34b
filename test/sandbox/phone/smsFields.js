const firstCode = /\d{4,8}/;

/**
 * The two fields of a form for an SMS: suggested at first, and left alone from the moment in which somebody types. Each
 * follows the other one until it has been typed in itself.
 */
export function startSmsFields(form) {
	const { content, code } = form.elements;
	const typed = new Set();
	let suggested;

	content.addEventListener('input', () => {
		typed.add(content);
		if (!typed.has(code)) code.value = firstCode.exec(content.value)?.[0] ?? '';
	});
	code.addEventListener('input', () => {
		typed.add(code);
		const text = suggested?.content ?? '';
		if (!typed.has(content) && suggested?.code)
			content.value = text.replace(suggested.code, () => code.value || suggested.code);
	});

	return {
		suggest(order) {
			if (suggested) return;
			suggested = order;
			content.value = order.content ?? '';
			code.value = order.code ?? '';
		},
		isTyped: () => typed.size > 0,
		/** After its delivery, what was typed is of no more use. */
		forget: () => typed.clear(),
		/** An empty field is the API's null. */
		read: () => ({ content: content.value || null, code: code.value || null }),
	};
}
