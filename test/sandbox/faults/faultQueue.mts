import type { Random } from '../core/random.mts';
import type { EndpointName } from '../endpoints/endpoint.mts';
import type { AnsweringFault, FaultKind, FaultRule, Latency } from './applyFault.mts';

type Armed = ReturnType<typeof arm>;

/** The armed rules. The first one that matches hits; a latency rule hits beside another one. */
export function createFaultQueue(random: Random) {
	let queue: Armed[] = [];
	const disarmSpent = (now: number) => {
		if (queue.length > 0) queue = queue.filter(({ left, until }) => left > 0 && until > now);
	};

	const hits = (armed: Armed, endpoint: EndpointName | null) => {
		const { rule } = armed;
		if (rule.endpoint !== undefined && rule.endpoint !== endpoint) return false;
		if (armed.skip > 0) {
			armed.skip -= 1;
			return false;
		}
		return rule.probability === undefined || random.next() < rule.probability;
	};

	return {
		add: (rules: readonly FaultRule[], now: number) =>
			queue.push(...rules.map((rule) => arm(rule, now))),
		disarm(kind: FaultKind) {
			queue = queue.filter(({ rule }) => rule.kind !== kind);
		},
		clear() {
			queue = [];
		},
		/** What is still armed. */
		rules(now: number): FaultRule[] {
			disarmSpent(now);
			return queue.map(({ rule }) => rule);
		},
		pick(endpoint: EndpointName | null, now: number) {
			disarmSpent(now);
			const hit: { latency?: Latency; fault?: AnsweringFault } = {};
			for (const armed of queue) {
				const { rule } = armed;
				const isTaken = rule.kind === 'latency' ? hit.latency : hit.fault;
				if (isTaken || !hits(armed, endpoint)) continue;
				armed.left -= 1;
				if (rule.kind === 'latency') hit.latency = rule;
				else hit.fault = rule;
			}
			return hit;
		},
	};
}

function arm(rule: FaultRule, now: number) {
	const isOutage = rule.kind === 'outage';
	const times = rule.times ?? (isOutage ? 'always' : 1);
	return {
		rule,
		until: isOutage ? now + rule.durationMs : Infinity,
		left: times === 'always' ? Infinity : times,
		skip: rule.skip ?? 0,
	};
}
