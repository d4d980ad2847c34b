import type { RequestEntry } from '../sandbox/core/exchange.mts';
import type { Sandbox } from '../sandbox/server.mts';

export type Narration = {
	/** Tells something else, after what came before it. */
	say: (what: string) => void;
	end: () => void;
};

/** Prints what the sandbox is asked, as it happens. */
export function narrate(sandbox: Sandbox): Narration {
	const startMs = performance.now();
	let shown = 0;
	const showNew = () => {
		for (const entry of sandbox.requests.slice(shown)) {
			const seconds = ((performance.now() - startMs) / 1_000).toFixed(1).padStart(5);
			console.log(
				`${seconds} s  ${entry.method} ${entry.path} -> ${entry.status}${sequel(sandbox, entry)}`,
			);
		}
		shown = sandbox.requests.length;
	};
	const timer = setInterval(showNew, 50);
	return {
		say(what) {
			showNew();
			console.log(`         ${what}`);
		},
		end() {
			clearInterval(timer);
			showNew();
		},
	};
}

function sequel(
	sandbox: Sandbox,
	{ endpoint, status, orderId, orderStatus }: RequestEntry,
): string {
	if (status !== 200 || orderId === null) return '';
	const { phone, price } = sandbox.control.order(orderId);
	if (endpoint === 'create') return `   bought ${phone} for ${price}, waiting for the SMS`;
	if (endpoint === 'cancel') return '   cancelled and refunded';
	return `   ${orderStatus}`;
}
