import { createCard } from './orderCard.js';

const section = document.getElementById('orders');
const list = section.querySelector('.cards');
const empty = section.querySelector('.empty');
const older = section.querySelector('.older');

/** The list of orders. A card is made once and kept, so that nothing typed in it is lost. */
export function startOrders(refresh) {
	const cards = new Map();

	return function show({ orders, account, nowMs }) {
		empty.hidden = orders.length > 0;
		const more = account.orders - orders.length;
		older.hidden = more === 0;
		older.textContent = `Older orders not shown: ${more}.`;

		const keys = new Set(orders.map(keyOf));
		for (const [key, card] of cards) {
			if (keys.has(key)) continue;
			card.element.remove();
			cards.delete(key);
		}
		// From the oldest on, so that a new card goes above all others, and none that has the focus is moved.
		for (const order of [...orders].reverse()) {
			const key = keyOf(order);
			if (!cards.has(key)) {
				cards.set(key, createCard(order, refresh));
				list.prepend(cards.get(key).element);
			}
			cards.get(key).show(order, nowMs);
		}
	};
}

/** A sandbox that begins anew gives the same IDs again. */
function keyOf({ orderId, createdAtMs }) {
	return `${orderId} ${createdAtMs}`;
}
