import type { SandboxCore } from '../../sandbox/core/core.mts';
import type { ApiAnswer } from '../../sandbox/core/exchange.mts';
import { matchEndpoint } from '../../sandbox/endpoints/table.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import type { Answer, Asked, Deviation, Seen } from '../deviation.mts';

/** What stands before the sandbox's own number in an ID that is shown otherwise, so that it can be found again. */
const idMark = '92233720368';

/** Longer IDs than a number of JavaScript can hold: 16 to 19 digits. */
export const longId = (id: number) => `${idMark}${id.toString().padStart(7, '0')}`;

/** The sandbox behind one deviation: its ledger knows the truth, and its client sees something else. */
export class DeviatingApi {
	/** How many answers are not what the sandbox would have said. */
	touched = 0;

	/** Everything that was said, deviation included. */
	readonly said: string[] = [];

	private readonly counts = new Map<EndpointName, number>();

	constructor(
		private readonly core: SandboxCore,
		private readonly deviation: Deviation,
		/** Its first answer is lost on the way. */
		private readonly loses: EndpointName | undefined,
	) {}

	/** What a client gets. */
	take(asked: Asked): Answer | 'drop' {
		const endpoint = endpointOf(asked);
		const nth = (this.counts.get(endpoint) ?? 0) + 1;
		this.counts.set(endpoint, nth);
		const answer = this.answer(asked, nth);
		if (endpoint === this.loses && nth === 1) return 'drop';
		this.said.push(answer.text);
		return answer;
	}

	/** What anybody can see who looks: neither counted as touched nor limited. */
	look(path: string, key: string): string {
		this.core.control.setSettings({ limits: { perSecond: null, perMinute: null } });
		const { touched } = this;
		const headers = { authorization: `Bearer ${key}` };
		const query = { page: '1', page_size: '100' };
		const { text } = this.answer({ method: 'GET', path: `/api/v1${path}`, query, headers }, 0);
		this.touched = touched;
		return text;
	}

	private answer(shown: Asked, nth: number): Answer {
		const { deviation, core } = this;
		const asked = deviation.showId ? { ...shown, path: hideIds(shown.path) } : shown;
		const endpoint = endpointOf(asked);
		const seen: Seen = { endpoint, asked, nth, nowMs: core.clock.now() };
		if (!deviation.on.includes(endpoint)) return toAnswer(core.exchange(asked), deviation);

		const question = deviation.ask?.(asked, seen) ?? asked;
		const isAnswered = 'text' in question;
		const truth = isAnswered ? question : toAnswer(core.exchange(question), deviation);
		const changed = deviation.change?.(truth, seen) ?? truth;
		const isOther = JSON.stringify(changed) !== JSON.stringify(truth);
		const isShownId = deviation.showId !== undefined && /\d/.test(truth.text);
		if (isAnswered || question !== asked || isOther || isShownId) this.touched += 1;
		else if (deviation.touches?.(truth)) this.touched += 1;
		return changed;
	}
}

function endpointOf({ method, path }: Asked): EndpointName {
	const match = matchEndpoint(method, path.replace(/^\/api\/v1/, ''));
	if (!match) throw new TypeError(`Nobody asks ${method} ${path}`);
	return match.endpoint.name;
}

function toAnswer(outcome: ReturnType<SandboxCore['exchange']>, { showId }: Deviation): Answer {
	if (outcome.kind !== 'answer') throw new TypeError('The cells have no faults of the sandbox');
	const { status, headers, body }: ApiAnswer = outcome.answer;
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { status, headers, text: showId ? showIds(text, showId) : text };
}

/** Writes the IDs of orders in an answer's text as the deviation has them. */
function showIds(text: string, showId: (id: number) => string): string {
	return text.replace(/"order_id":(\d+)/g, (_, id: string) => `"order_id":${showId(Number(id))}`);
}

/** The path as the sandbox knows it. */
function hideIds(path: string): string {
	return path.replace(
		/\/order\/([^/]+)/,
		(_, id: string) => `/order/${Number(id.replace(/\D/g, '').replace(idMark, ''))}`,
	);
}
