import { expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { GoSmsApi } from '../../credentials/GoSmsApi.credentials.ts';
import { newVirtualTime } from '../simulation/sharedClock.mts';
import { openSession, type ApiContext } from '../../nodes/GoSms/transport/session.ts';
import { toNodeError } from '../../nodes/GoSms/transport/words/errors.ts';
import { nodeOf } from '../support/parameters.mts';

const plain = nodeOf('GoSMS', 'n8n-nodes-gosms.goSms');
const without = { ...plain, credentials: {} };

/** What n8n gives a node whose credential cannot be read so often. */
function contextOf(node: typeof plain, failures: number) {
	let reads = 0;
	const context = {
		getNode: () => node,
		getCredentials: async () => {
			reads += 1;
			if (reads <= failures) return await Promise.reject(new Error('SQLITE_BUSY'));
			return { apiKey: 'ch_credential', baseUrl: 'http://127.0.0.1/api/v1' };
		},
	};
	return { context: context as unknown as ApiContext, reads: () => reads };
}

it('a credential that n8n cannot read for a moment is read again', async () => {
	const clock = newVirtualTime();
	const { context, reads } = contextOf(plain, 2);
	expect((await clock.run(openSession(context))).ok).toBe(true);
	expect(reads()).toBe(3);
});

it.each([
	[without, 1, /^This node has no GoSMS credential\. Choose/, 'configuration-invalid'],
	[plain, 3, /^n8n could not read .+\. Check the credential/, 'temporarily-unavailable'],
])('says why it has none, with n8n’s own words: %#', async (node, most, message, cause) => {
	const { context, reads } = contextOf(node, Infinity);
	const opened = await newVirtualTime().run(openSession(context));
	const told = opened.ok ? undefined : toNodeError(node, opened.failure);
	expect(told?.message).toMatch(message);
	expect(told).toMatchObject({ description: 'n8n: SQLITE_BUSY', failure: { cause } });
	expect(reads()).toBe(most);
});

it.each<[Partial<IHttpRequestOptions> & { uri?: string }, boolean]>([
	[{ url: 'https://appsms.net/api/v1/user/balance' }, true],
	[{ uri: 'https://appsms.net/api/v1/user/balance' }, true],
	[{ uri: 'https://elsewhere.example/api/v1/user/balance' }, false],
	[{ url: 'user/balance', baseURL: 'https://appsms.net/api/v1' }, true],
	[{ url: 'https://elsewhere.example/x', baseURL: 'https://appsms.net/api/v1/' }, false],
	[{ url: '/user/balance', baseURL: 'https://appsms.net/api/v1' }, true],
	[{ url: '/user/balance', baseURL: 'HTTPS://AppSMS.net/api/v1' }, true],
	[{ url: 'https://appsms.net/api/v10/user/balance' }, false],
	[{ url: 'https://elsewhere.example/api/v1/user/balance' }, false],
])('the key goes to the base URL only: %j', async (request, goes) => {
	const credential = { apiKey: 'ch_credential', baseUrl: 'https://appsms.net/api/v1/' };
	const sent = new GoSmsApi().authenticate(credential, request as IHttpRequestOptions);
	if (goes) expect((await sent).headers).toEqual({ Authorization: 'Bearer ch_credential' });
	else await expect(sent).rejects.toThrow(/does not go to the base URL/);
});
