import { expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { systemClock, until } from '../support/fastClock.mts';
import { code, order } from '../support/parameters.mts';
import { run, start } from '../support/run.mts';
import { countOf, phases, silent, test, withSandbox } from '../support/withSandbox.mts';

const wait = (fields: INodeParameters = {}) => order('createAndWait', fields);

test('Stop leaves orders alone that are to be kept', async () => {
	const { sandbox, stop } = await start(silent, wait({ options: { onTimeout: 'keep' } }));
	await until(() => countOf(sandbox, 'order') > 0);
	await stop();
	await systemClock.sleep(5_000);
	expect(phases(sandbox)).toEqual(['pending']);
});

it('Stop while numbers are bought ends the buying, and gives back what is bought', async () => {
	const { sandbox, stop } = await start(silent, wait(), { items: 60 });
	await until(() => countOf(sandbox, 'create') >= 12);
	const asked = countOf(sandbox, 'create');
	await stop();
	await until(() => phases(sandbox).every((phase) => phase === 'cancelled'));
	expect(countOf(sandbox, 'create')).toBeLessThanOrEqual(asked + 10);
	expect(phases(sandbox).length).toBeLessThan(60);
});

test('Stop of one execution is not noticed by the others that wait on the same account', async () => {
	const sms = { default: { delayMs: 25_000 }, never: { delayMs: null } };
	const sandbox = await withSandbox({ sms });
	const stopped = await start(sandbox, wait({ projectCode: code('never') }), { items: 3 });
	await until(() => countOf(sandbox, 'create') === 3);
	const going = run(sandbox, wait(), { items: 3 });
	await until(() => countOf(sandbox, 'orders') > 0);
	await stopped.stop();
	const { json } = await going;
	expect(json.filter((row) => row.code)).toHaveLength(3);
	await until(() => phases(sandbox).filter((phase) => phase === 'cancelled').length === 3);
});

test('Stop does not let Retry On Fail buy again', async () => {
	const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const { sandbox, stop } = await start(silent, wait(), { node });
	await until(() => countOf(sandbox, 'order') > 0);
	await stop();
	await until(() => phases(sandbox).every((phase) => phase === 'cancelled'));
	await systemClock.sleep(5_000);
	expect(countOf(sandbox, 'create')).toBe(1);
});
