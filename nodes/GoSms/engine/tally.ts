import { sameAmount, showMicros, toMicros } from '../domain/money';
import { byId, stateOf, type Order } from '../domain/order';

/** What became of the orders of a run whose output is thrown away, by their IDs; `leaving` are being given back. */
export type Ends = Record<'returned' | 'arrived' | 'leaving' | 'open', string[]>;

/** What a run has cost and left, in words for people. Amounts are in the account's currency. */
export class Tally {
	/** How many numbers were bought. */
	numbers = 0;
	/** Rows of lists that hold no ID, and so cannot be shown. */
	skipped = 0;
	/** Rows that GoSMS counts, but shows on none of its pages. */
	missing = 0;
	private refundedMicros = 0;
	private readonly remarks: string[] = [];
	/** How the orders ended that got no code, in words, and how many of them. */
	private readonly withoutCode = new Map<string, number>();

	remark(text: string): void {
		this.remarks.push(text);
	}

	noteRefund({ id, price }: Order, amount: number | null): void {
		if (amount === null) {
			this.remark(`GoSMS cancelled order ${id}, but shows no refund: check the transactions.`);
			return;
		}
		this.refundedMicros += toMicros(amount);
		if (price === undefined || sameAmount(amount, price)) return;
		const [back, cost] = [showMicros(toMicros(amount)), showMicros(toMicros(price))];
		this.remark(`Order ${id} cost ${cost}, but ${back} was refunded.`);
	}

	noteWithoutCode(order: Order, isRefunded: boolean): void {
		const words = wordsFor(order, isRefunded);
		this.withoutCode.set(words, (this.withoutCode.get(words) ?? 0) + 1);
	}

	/** What people should know about a run that did not fail. */
	hints(): string[] {
		const summary = [...this.withoutCode].map(([words, count]) =>
			count > 1 ? `${words} (${count} orders).` : `${words}.`,
		);
		return [
			...summary,
			...this.remarks,
			...rows('left out because this node could not read them', this.skipped),
			...rows('that GoSMS counted but did not return', this.missing),
		];
	}

	/**
	 * What people must know about their money when an execution fails; empty when none was spent.
	 *
	 * @param inDoubt purchases that may or may not have been paid for
	 */
	afterFailure(ends: Ends, inDoubt: readonly string[]): string {
		return [
			...(this.numbers > 0 ? [`Numbers bought in this run: ${this.numbers}.`] : []),
			...tell('Given back', ends.returned, `${showMicros(this.refundedMicros)} refunded in all.`),
			...tell(
				'SMS arrived and paid for',
				ends.arrived,
				'Retry On Fail uses them again; Get returns their codes.',
			),
			...tell(
				'Not yet taken back by GoSMS',
				ends.leaving,
				'n8n keeps trying until they expire, unless Retry On Fail uses them again.',
			),
			...tell('Still open', ends.open, 'Cancel those you do not need.'),
			...this.remarks,
			...counted(inDoubt),
		].join(' ');
	}
}

function wordsFor(order: Order, isRefunded: boolean): string {
	const { text, status, statusWord } = order;
	const back = isRefunded ? ' and refunded' : '';
	if (text !== '') return 'GoSMS found no code in the SMS';
	if (stateOf(order) === 'arrived') {
		return `GoSMS calls the order ${statusWord}, but gives no code and no text`;
	}
	if (status === 'expired')
		return `No SMS arrived; the order expired${back && ' and was refunded'}`;
	if (status === 'cancelled') return `No SMS arrived; the order was cancelled${back}`;
	return `No SMS arrived in time; the order is still ${statusWord}`;
}

/** Each text once, for all items that it stands for. */
function counted(texts: readonly string[]): string[] {
	return [...new Set(texts)].map((text) => {
		const count = texts.filter((other) => other === text).length;
		return count > 1 ? `For ${count} other items: ${text}` : text;
	});
}

function tell(what: string, orderIds: readonly string[], then: string): string[] {
	if (orderIds.length === 0) return [];
	return [`${what}: order ${[...orderIds].sort(byId).join(', ')}. ${then}`];
}

function rows(what: string, count: number): string[] {
	return count > 0 ? [`Rows ${what}: ${count}.`] : [];
}
