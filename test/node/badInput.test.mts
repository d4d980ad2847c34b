import { expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { filled, operations, valuesIn } from '../support/operations.mts';
import { code, id, order } from '../support/parameters.mts';
import { run } from '../support/run.mts';
import { withSandbox } from '../support/withSandbox.mts';

it.each<{ name: string; given: INodeParameters; message: RegExp }>`
	name                                    | given                                                                                        | message
	${'an empty app'}                       | ${order('create', { projectCode: code('  ') })}                                              | ${/app code is empty/}
	${'an empty region'}                    | ${order('create', { region: code('={{ "" }}') })}                                            | ${/region is empty/}
	${'an empty order ID'}                  | ${order('get', { orderId: id('={{ "" }}') })}                                                | ${/order ID is empty/}
	${'a negative time-out'}                | ${order('createAndWait', { options: { timeoutSeconds: -1 } })}                               | ${/^Timeout \(Seconds\) cannot be/}
	${'an unknown policy'}                  | ${order('createAndWait', { options: { onTimeout: 'burn' } })}                                | ${/“burn”/}
	${'a negative price'}                   | ${order('create', { options: { maxPrice: -1 } })}                                            | ${/^Max Price cannot be “-1”\. Set it to an amount of money/}
	${'an unknown way with lost purchases'} | ${order('create', { options: { onUnknownPurchase: 'pray' } })}                               | ${/“pray”/}
	${'a limit of 0'}                       | ${order('getAll', { limit: 0 })}                                                             | ${/Limit .* whole number above zero/}
	${'too many numbers to try'}            | ${order('createAndWait', { options: { numbersToTry: 11 } })}                                 | ${/^Numbers to Try cannot be/}
	${'a fraction of orders'}               | ${order('getStatistics', { maxOrders: 0.5 })}                                                | ${/Max Orders .*whole number above zero/}
	${'a wrong filter of the statistics'}   | ${order('getStatistics', { filters: { region: code('Britain') } })}                          | ${/“Britain” is not a country code/}
	${'no date'}                            | ${order('getAll', { filters: { createdAfter: 'yesterday-ish' } })}                           | ${/is not a date/}
	${'a time range the wrong way round'}   | ${order('getAll', { filters: { createdAfter: '2026-02-01', createdBefore: '2026-01-01' } })} | ${/Created After is not earlier/}
	${'an app filter without a value'}      | ${order('cancelStale', { filters: { projectCode: code('={{ $json.app }}') } })}              | ${/app code is empty/}
	${'a type without a value'}             | ${{ resource: 'transaction', operation: 'getAll', filters: { type: '={{ $json.type }}' } }}  | ${/A transaction type cannot be “”/}
	${'a time without a value'}             | ${order('getAll', { filters: { createdAfter: '={{ $json.since }}' } })}                      | ${/“” is not a date/}
	${'a price without a value'}            | ${order('create', { options: { maxPrice: '={{ $json.max }}' } })}                            | ${/^Max Price cannot be “”/}
	${'minutes below zero'}                 | ${order('cancelStale', { olderThanMinutes: -3 })}                                            | ${/^Older Than \(Minutes\) cannot be .+ Set it to e\.g\. 15, or to 0/}
`('refuses $name before any request', async ({ given, message }) => {
	const { sandbox, error } = await run({}, given);
	expect(error?.message).toMatch(message);
	expect(sandbox.requests).toEqual([]);
});

const places = operations.flatMap(({ name, given, parameters: all }) =>
	Object.keys(valuesIn(given)).map((place) => ({ name, place, given, all })),
);

it.each(places)('$name refuses nonsense for $place, and quotes it', async (one) => {
	const wrong = filled(one.given, (value, place) => (place === one.place ? '?!' : value));
	const { sandbox, error } = await run({}, { ...one.all, ...wrong });
	expect(error?.message).toContain('?!');
	expect(sandbox.requests).toEqual([]);
});

const balance = { resource: 'balance', operation: 'get' };

it.each<[string, IDataObject, RegExp]>([
	['an empty key', { apiKey: '' }, /API key .* is empty/],
	['a key of another kind', { apiKey: 'sk-1234' }, /must begin with ch_/],
	['a key with a line break in it', { apiKey: 'ch_abc\nch_def' }, /contain no spaces/],
	['an empty base URL', { baseUrl: '' }, /base URL .* is empty/],
	['plain http to a far host', { baseUrl: 'http://appsms.net/api/v1' }, /does not use https/],
	['a base URL with a password', { baseUrl: 'https://me:pw@appsms.net' }, /only a host and a path/],
	['no URL', { baseUrl: 'appsms' }, /is not a URL/],
	['another protocol', { baseUrl: 'ftp://appsms.net' }, /does not use https/],
	['too many requests', { requestsPerMinute: 999 }, /cannot be “999”/],
])('refuses a credential with %s', async (_name, credentials, message) => {
	const { sandbox, error } = await run({}, balance, { credentials });
	expect(error?.message).toMatch(message);
	expect(error?.message).not.toContain('sk-1234');
	expect(sandbox.requests).toEqual([]);
});

it('keeps the limits of a key whose base URL is spelled in several ways', async () => {
	const sandbox = await withSandbox();
	const spellings = ['', '//'].map((end) => `${sandbox.baseUrl}${end}`.replace('http:', 'HTTP:'));
	const runs = [sandbox.baseUrl, ...spellings].map(
		async (baseUrl) => await run(sandbox, balance, { items: 10, credentials: { baseUrl } }),
	);
	for (const { json } of await Promise.all(runs)) expect(json).toHaveLength(10);
	expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
});
