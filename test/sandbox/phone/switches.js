const hourMs = 3_600_000;

/** A fault of the sandbox's queue: hits every request, unless its rule says otherwise. */
function fault(name, meaning, rule) {
	return {
		id: rule.kind,
		name,
		meaning,
		isOn: ({ faults }) => faults.some(({ kind }) => kind === rule.kind),
		turn: (on) =>
			on ? ['POST', '/faults', { times: 'always', ...rule }] : ['DELETE', `/faults/${rule.kind}`],
	};
}

export const switches = [
	fault('Outage', 'every connection breaks off', { kind: 'outage', durationMs: hourMs }),
	fault('502', 'a page of a proxy instead of an answer', { kind: 'html502' }),
	fault('500', 'the API’s own error', { kind: 'error500' }),
	fault('429', 'too many requests', { kind: 'rateLimited' }),
	fault('Slow', 'each answer takes 3 seconds', { kind: 'latency', ms: 3_000 }),
	fault('Hang', 'no answer at all', { kind: 'hang' }),
	fault('Lost purchase', 'the next number is bought, but its answer is lost; then off', {
		kind: 'dropAfter',
		endpoint: 'create',
		times: 1,
	}),
	{
		id: 'revoked',
		name: '401',
		meaning: 'the key is refused',
		isOn: ({ account }) => account.revoked,
		turn: (on) => ['PATCH', '/accounts', { revoked: on }],
	},
];
