import assert from 'node:assert/strict';
import type { Json } from '../../n8n/execution.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

export async function checkCredential({ client, sandbox }: N8nPlace, check: Check): Promise<void> {
	const { baseUrl, key } = sandbox;
	const elsewhere = new URL('/elsewhere', baseUrl).href;

	for (const [what, apiKey] of [
		['a good key', key],
		['a key that was pasted with spaces', ` ${key}\n`],
	] as const)
		await check(`the credential’s test succeeds with ${what}`, async () => {
			const { status, message } = await client.testCredential({ apiKey, baseUrl });
			assert.equal(status, 'OK', message);
		});

	// n8n 1 has words of its own for 404 and 401.
	const refusals: Array<[string, Json, RegExp]> = [
		[
			'another base URL',
			{ baseUrl: elsewhere },
			/no GoSMS API at this base URL|could not be found/,
		],
		['a wrong key', { apiKey: 'ch_wrong' }, /does not accept this API key|check your credentials/],
		[
			'http to a far host, which it does not ask',
			{ baseUrl: 'http://gosms.example/api/v1' },
			/does not use https.*Use https in the GoSMS credential/s,
		],
		['what cannot be a key', { apiKey: 'Bearer ch_abc' }, /must begin with ch_/],
	];
	for (const [what, data, words] of refusals)
		await check(`the credential’s test refuses ${what}`, async () => {
			const { status, message } = await client.testCredential({ apiKey: key, baseUrl, ...data });
			assert.equal(status, 'Error');
			assert.match(message, words);
		});
}
