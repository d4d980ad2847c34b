import { follow } from './audit.mts';
import type { Reply } from '../endpoints/endpoint.mts';
import { refuse } from '../endpoints/refusals.mts';
import { matchEndpoint } from '../endpoints/table.mts';
import type { ApiAnswer, ApiRequest, RequestEntry } from './exchange.mts';
import { playDue } from './schedule.mts';
import type { State } from './state.mts';

export type Arrival = ReturnType<typeof arrive>;

const basePath = /^\/api\/v1(?=\/|$)/;
const bearer = /^Bearer (\S+)$/;
const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** Logs and counts a request. */
export function arrive(state: State, request: ApiRequest) {
	const { world, requests } = state;
	const now = world.clock.now();
	const path = request.path.replace(basePath, '');
	const match = matchEndpoint(request.method, path);
	const sentKey = request.key ?? bearer.exec(request.headers?.authorization ?? '')?.[1] ?? '';
	const account = world.accounts.get(sentKey);
	const entry: RequestEntry = {
		atMs: now,
		method: request.method,
		path,
		query: request.query ?? {},
		account: account?.username ?? null,
		endpoint: match?.endpoint.name ?? null,
		status: null,
		fault: null,
		orderId: null,
		orderStatus: null,
	};
	requests.push(entry);
	// Over the limit.
	const isRefused = account ? !account.limiter.take(now, world.settings) : false;
	return { request, entry, match, account, sentKey, isRefused };
}

/** Carries the request out, as of the moment of the call. */
export function serve(state: State, arrival: Arrival): ApiAnswer {
	const { world } = state;
	playDue(world);
	const reply = perform(state, arrival);
	arrival.entry.orderId = reply.orderId ?? null;
	arrival.entry.orderStatus = statusIn(reply.body);
	followLedgers(state);
	return { status: reply.status, headers: { ...jsonHeaders }, body: reply.body };
}

function statusIn(body: unknown): string | null {
	if (typeof body !== 'object' || body === null || !('status' in body)) return null;
	return typeof body.status === 'string' ? body.status : null;
}

function perform({ world }: State, { account, match, request }: Arrival): Reply {
	if (!account || account.revoked) return refuse('UNAUTHORIZED');
	if (!account.isActive) return refuse('ACCOUNT_DISABLED');
	if (!match) return refuse('NOT_FOUND');
	return match.endpoint.perform({
		world,
		account,
		now: world.clock.now(),
		id: match.id,
		query: request.query ?? {},
		body: request.body,
	});
}

export function overLimit(): ApiAnswer {
	return { ...refuse('RATE_LIMITED'), headers: { ...jsonHeaders } };
}

const mostViolations = 1_000;

/** After every request and control call: what has been written must add up. */
export function followLedgers({ world, violations }: State): void {
	for (const account of world.accounts.values())
		for (const violation of follow(account))
			if (violations.length < mostViolations) violations.push(`${account.username}: ${violation}`);
}
