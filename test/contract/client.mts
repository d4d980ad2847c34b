import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Clock } from '../../nodes/GoSms/transport/clock';
import { accountIdOf, type Connection } from '../../nodes/GoSms/transport/connection';
import type { HttpAnswer } from '../../nodes/GoSms/transport/failure';
import { parseJson } from '../../nodes/GoSms/transport/reading/json';
import { newAccount, type ApiContext, type Session } from '../../nodes/GoSms/transport/session';

/** An answer as it came; times are of this machine. */
export type Heard = HttpAnswer & { path: string; sentMs: number; receivedMs: number };

/** The node's own way to the API, its pace included; only the sending itself is not n8n's. */
export function openSession(connection: Connection, clock: Clock, heard: Heard[]): Session {
	const { baseUrl, apiKey } = connection;
	const context = { helpers: { httpRequestWithAuthentication: send } } as unknown as ApiContext;
	const accountId = accountIdOf(connection);
	const account = newAccount(clock);
	// What went wrong is to be seen, even if it would go well the next time.
	return {
		context,
		credentialId: '',
		baseUrl,
		accountId,
		account,
		clock,
		signal: undefined,
		retries: 0,
	};

	async function send(_: string, { url, qs = {}, method, body, timeout }: IHttpRequestOptions) {
		const address = new URL(url);
		for (const [name, value] of Object.entries(qs)) address.searchParams.set(name, String(value));
		const Authorization = `Bearer ${apiKey}`;
		const type = body && { 'Content-Type': 'application/json' };
		const timeUp = AbortSignal.timeout(timeout ?? 0);
		const sentMs = clock.now();
		try {
			const answer = await fetch(address, {
				method,
				redirect: 'manual',
				signal: timeUp,
				headers: { Authorization, Accept: 'application/json', ...type },
				...(body && { body: JSON.stringify(body) }),
			});
			const { status: statusCode } = answer;
			const headers = Object.fromEntries(answer.headers);
			const text = await answer.text();
			const [path, receivedMs] = [address.pathname, clock.now()];
			heard.push({ status: statusCode, headers, body: parseJson(text), path, sentMs, receivedMs });
			return { statusCode, headers, body: text };
		} catch (error) {
			throw timeUp.aborted ? Object.assign(new Error(), { code: 'ETIMEDOUT' }) : error;
		}
	}
}
