import { isList, isRecord, textOf } from '../../nodes/GoSms/transport/guards';
import { fieldsOf, plainName } from '../../nodes/GoSms/transport/reading/fields';
import { isOrder } from '../../nodes/GoSms/transport/reading/orders';

/** Fields whose values nobody else should read, in plain form. A `code` beside no order is the API's own word. */
const secret =
	/^(e?mail|user_?name|nick_?name|name|.*phone.*|number|mobile|msisdn|content|sms.*|text|otp|verif.*code)$/;

const patterns: ReadonlyArray<[RegExp, string]> = [
	[/ch_[\x21-\x7e]+/g, '‹key›'],
	[/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '‹e-mail›'],
	[/\+\d[\d ()-]{4,}\d/g, '‹phone›'],
];

/** Takes out of texts what belongs to the account: what looks like it, and what its answers held. */
export class Mask {
	private readonly learned = new Set<string>();

	constructor(apiKey: string) {
		this.add(apiKey);
		this.add(apiKey.replace(/^ch_/, ''));
	}

	learn(body: unknown, isSecret = false): void {
		if (isList(body)) for (const one of body) this.learn(one, isSecret);
		if (!isRecord(body)) return isSecret ? this.add(textOf(body)) : undefined;
		const isOfOrder = isOrder(fieldsOf(body));
		for (const [name, value] of Object.entries(body)) {
			const plain = plainName(name);
			this.learn(value, isSecret || secret.test(plain) || (isOfOrder && plain === 'code'));
		}
	}

	mask(text: string): string {
		// The longest first: one may be a part of another.
		const values = [...this.learned].sort((one, other) => other.length - one.length);
		const known = values.reduce((rest, value) => rest.replaceAll(wholeOf(value), '‹masked›'), text);
		return patterns.reduce((rest, [pattern, instead]) => rest.replaceAll(pattern, instead), known);
	}

	private add(value: string): void {
		for (const one of [value.trim(), value.replace(/\D/g, '').length > 6 ? digitsOf(value) : '']) {
			if (one.length >= 3) this.learned.add(one);
		}
	}
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}

/** Not within a longer word or number: an order's ID may hold the digits of a code. */
function wholeOf(value: string): RegExp {
	const plain = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`(?<![A-Za-z0-9])${plain}(?![A-Za-z0-9])`, 'g');
}
