import { stateOf, type Order } from '../../nodes/GoSms/domain/order';
import { textOf } from '../../nodes/GoSms/transport/guards';
import * as read from '../../nodes/GoSms/transport/reading/answers';
import { fieldsOf, numberIn } from '../../nodes/GoSms/transport/reading/fields';
import { readAsNode, type Heard, type Pause, type Send } from './client.mts';
import { apartOf, compare, itemOfOrder, wordsOf, type Finding } from './compare.mts';
import { fieldsOfAnswers } from './document.mts';
import { ofOrder, refusedFinding } from './examine.mts';

export type Wanted = { app: string; region: string };

/** A cancel that is refused may be accepted later: some servers want an order to be some minutes old. */
const cancels = 6;
const betweenCancelsMs = 30_000;

const whatToDo =
	'cancel it in the GoSMS panel or with Order: Cancel of the node; without an SMS its price comes back when it expires';

/** Buys one number, looks twice, and cancels. @param print for what must be known at once */
export async function buyOne(
	send: Send,
	{ app, region }: Wanted,
	pause: Pause,
	print: (line: string) => void,
): Promise<Finding[]> {
	const what = 'purchase';
	const document = 'an order';
	const before = await availableOf(send);
	const openBefore = await pendingOf(send);
	const heard = await send('/order', { method: 'POST', body: { project_code: app, region } });
	const bought = readAsNode(heard, read.readOrder);
	if (!bought.ok) {
		const { failure } = bought;
		const isClear = failure.kind === 'refused' && !/^(other|trouble)$/.test(failure.reason);
		const finding = refusedFinding(what, document, bought);
		if (isClear) return [{ ...finding, copes: 'yes' }];
		await pause(3_000);
		const now = await pendingOf(send);
		const fresh = openBefore && now?.filter((id) => !openBefore.includes(id));
		if (fresh?.length === 0) return [finding];
		const which = fresh ? `order ${fresh.join(', ')}` : 'an order that the list did not show';
		print(`A number may have been bought, and ${which} may be open: ${whatToDo}.`);
		return [{ ...finding, seen: `${finding.seen}; ${which} may be open` }];
	}
	const order = bought.value;
	print(`Bought order ${order.id}; it is cancelled now. Should this end here: ${whatToDo}.`);
	const held = differenceOf(before, await availableOf(send));
	const found: Finding[] = [{ what, document, seen: document, copes: 'yes' }];
	found.push(
		...compare(what, fieldsOfAnswers.purchase, [itemOfOrder(order)]),
		...ofClock(heard, order),
	);
	for (let look = 1; look <= 2; look++) {
		await pause(3_000);
		found.push(...ofOrder(await lookAt(send, order.id), order.id));
	}
	const { end, refund, said, attempts } = await giveBack(send, order.id, pause);
	const seen = `${end}${attempts > 1 ? ` after ${attempts} attempts` : ''}${said ? ` (refused: ${said})` : ''}`;
	const isOpen = end === 'still open';
	found.push({
		what: 'cancel',
		document: 'message, refund_amount',
		seen: isOpen ? `${seen}: order ${order.id}` : seen,
		copes: isOpen ? 'no' : 'yes',
	});
	if (isOpen) print(`Order ${order.id} is still open: ${whatToDo}.`);
	if (end === 'SMS came')
		print(`An SMS came for order ${order.id}: its price is spent, and nothing is left to do.`);
	const left = differenceOf(before, await availableOf(send));
	const cost = `price ${tell(order.price)}, held ${tell(held)}, given back ${tell(refund)}, less than before in the end: ${tell(left)}`;
	return [
		...found,
		{ what: 'cost', document: 'the price is held, and comes back', seen: cost, copes: '-' },
	];
}

type End = {
	end: 'cancelled' | 'SMS came' | 'expired' | 'still open';
	refund?: number;
	said: string;
	attempts: number;
};

/** The order itself says how it ended, not the answer to a cancel. */
async function giveBack(send: Send, id: string, pause: Pause): Promise<End> {
	let said = '';
	let refund: number | undefined;
	for (let attempts = 1; ; attempts++) {
		const heard = await send(`/order/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
		const cancel = readAsNode(heard, read.readCancellation, true);
		if (cancel.ok) refund = cancel.value.refundAmount ?? refund;
		else said = wordsOf(cancel.failure);
		const order = readAsNode(await lookAt(send, id), read.orderReader(id));
		const state = order.ok ? stateOf(order.value) : cancel.ok ? 'cancelled' : 'waiting';
		if (state === 'arrived') return { end: 'SMS came', refund, said, attempts };
		if (state !== 'waiting') return { end: state, refund, said, attempts };
		if (attempts === cancels) return { end: 'still open', refund, said, attempts };
		await pause(betweenCancelsMs);
	}
}

function ofClock(heard: Heard, { createdMs }: Order): Finding[] {
	const dateMs = heard.ok ? Date.parse(textOf(heard.answer.headers.date)) : NaN;
	if (createdMs === undefined || Number.isNaN(dateMs)) return [];
	const what = 'purchase: created_at against the Date header';
	return [{ what, document: 'the same', seen: apartOf(createdMs - dateMs), copes: 'yes' }];
}

async function lookAt(send: Send, id: string): Promise<Heard> {
	return await send(`/order/${encodeURIComponent(id)}`);
}

async function availableOf(send: Send): Promise<number | undefined> {
	const balance = readAsNode(await send('/user/balance'), read.readBalance);
	return balance.ok ? numberIn(fieldsOf(balance.value), 'availablebalance') : undefined;
}

async function pendingOf(send: Send): Promise<string[] | undefined> {
	const page = readAsNode(
		await send('/user/orders?page=1&page_size=100&status=pending'),
		read.readOrders,
	);
	return page.ok ? page.value.items.map(({ id }) => id) : undefined;
}

function differenceOf(before: number | undefined, after: number | undefined): number | undefined {
	if (before === undefined || after === undefined) return undefined;
	return Math.round((before - after) * 10_000) / 10_000;
}

function tell(amount: number | undefined): string {
	return amount === undefined ? 'not told' : String(amount);
}
