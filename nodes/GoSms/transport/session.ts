import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { accountIdOf, parseApiKey, parseBaseUrl, parseRequestsPerMinute } from './connection';
import { systemClock, type Clock } from './clock';
import { failed, success, type Result } from './failure';
import { newPaging, type Paging } from './paging';
import { RateLimiter } from './limits/rateLimiter';
import { RemoteClock } from './remoteClock';
import { SeenOrders } from './seenOrders';
import type { StopSignal } from './stop';

export const credentialName = 'goSmsApi';

/** Every context in which this package calls the API. */
export type ApiContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** What all users of one key in this process share. */
export type Account = {
	limiter: RateLimiter;
	/** By the `Date` headers, which may come from a CDN. */
	serverClock: RemoteClock;
	/** By the times of orders that were bought here: the only sure word of the API's database. */
	databaseClock: RemoteClock;
	seen: SeenOrders;
	paging: { orders: Paging; transactions: Paging };
};

export function newAccount(clock: Clock): Account {
	return {
		limiter: new RateLimiter(clock),
		serverClock: new RemoteClock(),
		databaseClock: new RemoteClock(),
		seen: new SeenOrders(),
		paging: { orders: newPaging(), transactions: newPaging() },
	};
}

/** One use of the API: by one execution, one poll, or one list in the panel. */
export type Session = {
	context: ApiContext;
	/** n8n reads the credential again for each request. */
	credentialId: string;
	baseUrl: string;
	/** Tells accounts apart without telling their keys. */
	accountId: string;
	account: Account;
	clock: Clock;
	/** Fires when this use must end. */
	signal: StopSignal | undefined;
	/** How often a request is sent again; what the kind of failure allows, unless set. */
	retries?: number;
};

/** One of something for each account of this process. */
export function perAccount<T>(create: (session: Session) => T): (session: Session) => T {
	const all = new WeakMap<Account, T>();
	return (session) => {
		const one = all.get(session.account) ?? create(session);
		all.set(session.account, one);
		return one;
	};
}

// n8n loads a package once per process: this map is shared by all executions in it.
const accounts = new Map<string, Account>();

/** Reads and checks the credential; no request is sent. */
export async function openSession(
	context: ApiContext,
	signal?: StopSignal,
): Promise<Result<Session>> {
	const read = await readCredential(context);
	if (!read.ok) return read;
	const credentials = read.value;
	const baseUrl = parseBaseUrl(credentials.baseUrl);
	if (!baseUrl.ok) return baseUrl;
	const apiKey = parseApiKey(credentials.apiKey);
	if (!apiKey.ok) return apiKey;
	const requests = parseRequestsPerMinute(credentials.requestsPerMinute);
	if (!requests.ok) return requests;

	const accountId = accountIdOf({ baseUrl: baseUrl.value, apiKey: apiKey.value });
	const account = accounts.get(accountId) ?? newAccount(systemClock);
	accounts.set(accountId, account);
	const credentialId = credentialIdOf(context);
	account.limiter.allow(requests.value, credentialId);
	return success({
		context,
		credentialId,
		baseUrl: baseUrl.value,
		accountId,
		account,
		clock: systemClock,
		signal,
	});
}

/** Empty while none is chosen. */
function credentialIdOf(context: ApiContext): string {
	return context.getNode().credentials?.[credentialName]?.id ?? '';
}

/** n8n reads it from its database, which may be busy. */
const credentialPausesMs = [500, 1_500];

async function readCredential(context: ApiContext, pausesMs = credentialPausesMs) {
	try {
		return success(await context.getCredentials(credentialName));
	} catch (error) {
		const isChosen = credentialIdOf(context) !== '';
		const [pauseMs, ...left] = pausesMs;
		if (isChosen && pauseMs) {
			await systemClock.sleep(pauseMs);
			return await readCredential(context, left);
		}
		return failed({
			kind: 'explained',
			happened: isChosen
				? 'n8n could not read the GoSMS credential of this node'
				: 'This node has no GoSMS credential',
			remedy: isChosen
				? 'Check the credential. If n8n was only busy, try again.'
				: 'Choose one of type GoSMS API.',
			detail: `n8n: ${error instanceof Error ? error.message : String(error)}`,
			isPassing: isChosen,
		});
	}
}

/** What time it is for the API's database, as far as is known. */
export function databaseNow({ account, clock }: Session): number {
	const { databaseClock, serverClock } = account;
	return (databaseClock.isKnown ? databaseClock : serverClock).at(clock.now());
}

/** The same use of the API, but going on after Stop: for money that must come back. */
export function unstoppable(session: Session): Session {
	return { ...session, signal: undefined };
}

/** The same use of the API for those who ask again later anyway and must not be kept waiting. */
export function impatient(session: Session): Session {
	return { ...unstoppable(session), retries: 0 };
}
