const hourMs = 3_600_000;
/** Longer than any order lives. */
const dayMs = 24 * hourMs;

/** A fault of the sandbox's queue: hits every request, unless its rule says otherwise. */
function fault(name, meaning, rule) {
	return {
		id: rule.kind,
		name,
		meaning,
		isOn: ({ faults }) => faults.some(({ kind }) => kind === rule.kind),
		turn: (on) => (on ? ['addFault', { times: 'always', ...rule }] : ['disarm', rule.kind]),
	};
}

/** A setting of the sandbox; it is on while it has the first value. */
function setting(name, meaning, on, off) {
	const [[id, value]] = Object.entries(on);
	return {
		id,
		name,
		meaning,
		isOn: ({ settings }) => settings[id] === value,
		turn: (isOn) => ['setSettings', isOn ? on : off],
	};
}

export const switches = [
	fault('Outage', 'every connection breaks', { kind: 'outage', durationMs: hourMs }),
	fault('502', 'a proxy answers with an error page', { kind: 'html502' }),
	fault('500', 'the API answers with an error of its own', { kind: 'error500' }),
	fault('429', 'too many requests', { kind: 'rateLimited' }),
	setting('No stock', 'no number is available', { noStock: true }, { noStock: false }),
	setting('Empty account', 'the balance is too low to buy', { noMoney: true }, { noMoney: false }),
	setting(
		'Refused cancel',
		'no number can be given back',
		{ earlyCancelMs: dayMs },
		{ earlyCancelMs: 0 },
	),
	fault('Slow', 'each answer takes 3 seconds', { kind: 'latency', ms: 3_000 }),
	fault('Hang', 'no answer at all', { kind: 'hang' }),
	fault(
		'Lost purchase',
		'the next purchase works, but its answer is lost; then this switches itself off',
		{
			kind: 'dropAfter',
			endpoint: 'create',
			times: 1,
		},
	),
	{
		id: 'revoked',
		name: '401',
		meaning: 'the API key is refused',
		isOn: ({ account }) => account.revoked,
		turn: (on) => ['patchAccount', { revoked: on }],
	},
];
