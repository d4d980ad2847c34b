import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';

export async function checkCredential({ client, sandbox }: N8nPlace, check: Check): Promise<void> {
	const { baseUrl, key } = sandbox;

	await check('the credential’s test succeeds with a good key', async () => {
		const good = await client.testCredential({ apiKey: key, baseUrl });
		assert.equal(good.status, 'OK', good.message);
	});

	// n8n 1 has words of its own for 404 and 401.
	await check('the credential’s test says that the base URL is another one’s', async () => {
		const elsewhere = { apiKey: key, baseUrl: new URL('/elsewhere', baseUrl).href };
		const missing = await client.testCredential(elsewhere);
		assert.equal(missing.status, 'Error');
		assert.match(missing.message, /no GoSMS API at this base URL|could not be found/);
	});

	await check('the credential’s test says that a key is wrong', async () => {
		const wrong = await client.testCredential({ apiKey: 'ch_wrong', baseUrl });
		assert.equal(wrong.status, 'Error');
		assert.match(wrong.message, /does not accept this API key|check your credentials/);
	});

	await check('the credential’s test refuses http to a far host, and does not ask it', async () => {
		const far = { apiKey: key, baseUrl: 'http://gosms.example/api/v1' };
		const plain = await client.testCredential(far);
		assert.equal(plain.status, 'Error');
		assert.match(plain.message, /does not use https.*Use https in the GoSMS credential/s);
	});

	await check('the credential’s test says that a key cannot be one', async () => {
		const typo = await client.testCredential({ apiKey: 'Bearer ch_abc', baseUrl });
		assert.equal(typo.status, 'Error');
		assert.match(typo.message, /must begin with ch_/);
	});
}
