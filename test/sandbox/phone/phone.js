import { showAccount } from './account.js';
import { startArrival } from './arrival.js';
import { showConnection } from './connect.js';
import { readState } from './control.js';
import { startFaults } from './faults.js';
import { startOrders } from './orders.js';

const refreshMs = 1_000;
const connection = document.getElementById('connection');

const shown = [
	startOrders(refresh),
	showConnection,
	startArrival(refresh),
	showAccount,
	startFaults(refresh),
];

/** Shows the state as it is now, without touching what a person is about to type or choose. */
async function refresh() {
	try {
		const state = await readState();
		if (state) for (const show of shown) show(state);
		connection.hidden = true;
	} catch (error) {
		// Not written anew each second, since a screen reader would read it out each time.
		if (!connection.hidden) return;
		connection.textContent = `The sandbox does not answer (${error.message}). Still trying: is it running?`;
		connection.hidden = false;
	}
}

async function refreshForEver() {
	await refresh();
	setTimeout(refreshForEver, refreshMs);
}

void refreshForEver();
