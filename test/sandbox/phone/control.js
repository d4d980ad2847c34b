/** One of the sandbox's control calls; what it refuses is thrown as an error with its words. */
async function call(name, ...given) {
	const answer = await fetch(`/__sandbox/${name}`, { method: 'POST', body: JSON.stringify(given) });
	const result = await answer.json();
	if (!answer.ok) throw new Error(result.error);
	return result;
}

let changes = 0;

/** Changes something; answers that were asked for before it are out of date then. */
export async function change(name, ...given) {
	changes += 1;
	try {
		return await call(name, ...given);
	} finally {
		changes += 1;
	}
}

/** The state as it is now; undefined when something was changed meanwhile. */
export async function readState() {
	const before = changes;
	const state = await call('state', 50);
	return before === changes ? state : undefined;
}
