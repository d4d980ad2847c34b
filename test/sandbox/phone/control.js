/** One call of the sandbox's control routes; what they refuse is thrown as an error with their words. */
export async function call(method, path, body) {
	const answer = await fetch(`/__sandbox${path}`, {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const result = await answer.json();
	if (!answer.ok) throw new Error(result.error);
	return result;
}

let changes = 0;

/** Changes something; answers that were asked for before it are out of date then. */
export async function change(method, path, body) {
	changes += 1;
	try {
		return await call(method, path, body);
	} finally {
		changes += 1;
	}
}

/** The state as it is now; undefined when something was changed meanwhile. */
export async function readState() {
	const before = changes;
	const state = await call('GET', '/state?limit=50');
	return before === changes ? state : undefined;
}
