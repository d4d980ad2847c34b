import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

export async function checkCredential({ client, sandbox }: N8nPlace, check: Check): Promise<void> {
	const { baseUrl, key: apiKey } = sandbox;
	const elsewhere = { baseUrl: new URL('/elsewhere', baseUrl).href };
	const far = { baseUrl: 'http://gosms.example/api/v1' };
	// n8n 1 has words of its own for 404 and 401.
	const isMissing = /does not seem to lead to the GoSMS API|could not be found/;
	const isRefused = /does not accept the API key|check your credentials/;
	const isPlain = /does not use https.*Use https in the GoSMS credential/s;
	for (const [title, change, words] of [
		['succeeds with a good key', {}, undefined],
		['says that the base URL is another one’s', elsewhere, isMissing],
		['says that a key is wrong', { apiKey: 'ch_wrong' }, isRefused],
		['refuses http to a far host, and does not ask it', far, isPlain],
		['says that a key cannot be one', { apiKey: 'Bearer ch_abc' }, /must begin with ch_/],
	] as const)
		await check(`the credential’s test ${title}`, async () => {
			const data = { apiKey, baseUrl, ...change };
			const { id, name } = await client.createCredential(title, data);
			const credentials = { id, name, type: 'goSmsApi', data };
			const { status, message } = await client.post<{ status: string; message: string }>(
				'/credentials/test',
				{ credentials },
			);
			assert.equal(status, words ? 'Error' : 'OK', message);
			if (words) assert.match(message, words);
		});
}
