import { clock, money } from './words.js';

const section = document.getElementById('account');
const rows = section.querySelector('tbody');
const template = document.getElementById('entry');
const mostRows = 20;

let shownKey = '';

/** The money, and what became of it. */
export function showAccount({ account, ledger }) {
	section.querySelector('.available').textContent = money(account.availableBalance);
	section.querySelector('.frozen').textContent = money(account.frozenBalance);
	section.querySelector('.balance').textContent = money(account.balance);

	const newest = ledger.slice(0, mostRows);
	// Entries never change: the same IDs are the same rows.
	const key = newest.map(({ id, created_at }) => `${id} ${created_at}`).join();
	if (key === shownKey) return;
	shownKey = key;
	rows.replaceChildren(...newest.map(rowOf));
}

function rowOf(entry) {
	const row = template.content.firstElementChild.cloneNode(true);
	const order = entry.order_id === undefined ? '' : ` ${entry.order_id}`;
	row.querySelector('.at').textContent = clock(entry.created_at);
	row.querySelector('.type').textContent = `${entry.type}${order}`;
	row.querySelector('.amount').textContent = money(entry.amount);
	row.querySelector('.after').textContent = money(entry.balance_snapshot);
	return row;
}
