import { describe, expect, it } from '@jest/globals';
import { systemClock, until } from '../support/fastClock.mts';
import { code, order } from '../support/parameters.mts';
import { runGoSms, startGoSms } from '../support/runGoSms.mts';
import { countOf, phases, withSandbox } from '../support/withSandbox.mts';

const never = { sms: { default: { delayMs: null } } };
const items = (count: number) => Array.from({ length: count }, () => ({}));

describe('Stop', () => {
	it('in the middle of a wait gives the numbers back', async () => {
		const sandbox = await withSandbox(never);
		const { finished, stop } = startGoSms(sandbox, {
			parameters: order('createAndWait'),
			items: items(5),
		});
		await until(() => countOf(sandbox, 'orders') > 0);
		stop();
		await finished.catch(() => undefined);
		await until(() => phases(sandbox).every((phase) => phase === 'cancelled'));
		expect(phases(sandbox)).toHaveLength(5);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it('leaves orders alone that are to be kept', async () => {
		const sandbox = await withSandbox(never);
		const { finished, stop } = startGoSms(sandbox, {
			parameters: order('createAndWait', { options: { onTimeout: 'keep' } }),
		});
		await until(() => countOf(sandbox, 'order') > 0);
		stop();
		await finished.catch(() => undefined);
		await systemClock.sleep(5_000);
		expect(phases(sandbox)).toEqual(['pending']);
	});

	it('while numbers are bought ends the buying, and gives back what is bought', async () => {
		const sandbox = await withSandbox(never);
		const { finished, stop } = startGoSms(sandbox, {
			parameters: order('createAndWait'),
			items: items(60),
		});
		await until(() => countOf(sandbox, 'create') >= 12);
		stop();
		const asked = countOf(sandbox, 'create');
		await finished.catch(() => undefined);
		await until(() => phases(sandbox).every((phase) => phase === 'cancelled'));
		expect(countOf(sandbox, 'create')).toBeLessThanOrEqual(asked + 10);
		expect(phases(sandbox).length).toBeLessThan(60);
	});

	it('of one execution is not noticed by the others that wait on the same account', async () => {
		const sandbox = await withSandbox({
			sms: { default: { delayMs: 25_000 }, never: { delayMs: null } },
		});
		const parameters = order('createAndWait', { projectCode: code('never') });
		const stopped = startGoSms(sandbox, { parameters, items: items(3) });
		await until(() => countOf(sandbox, 'create') === 3);
		const going = runGoSms(sandbox, { parameters: order('createAndWait'), items: items(3) });
		await until(() => countOf(sandbox, 'orders') > 0);
		stopped.stop();
		await stopped.finished.catch(() => undefined);
		const { json } = await going;
		expect(json.filter((row) => row.code)).toHaveLength(3);
		await until(() => phases(sandbox).filter((phase) => phase === 'cancelled').length === 3);
	});

	it('does not let Retry On Fail buy again', async () => {
		const sandbox = await withSandbox(never);
		const { finished, stop } = startGoSms(sandbox, {
			parameters: order('createAndWait'),
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		await until(() => countOf(sandbox, 'order') > 0);
		stop();
		await finished.catch(() => undefined);
		await until(() => phases(sandbox).every((phase) => phase === 'cancelled'));
		await systemClock.sleep(5_000);
		expect(countOf(sandbox, 'create')).toBe(1);
	});
});

it('lets executions that start together share the requests', async () => {
	const sandbox = await withSandbox({ sms: { default: { delayMs: [5_000, 30_000] } } });
	const outcomes = await Promise.all(
		items(40).map(async () => await runGoSms(sandbox, { parameters: order('createAndWait') })),
	);
	expect(outcomes.filter(({ json }) => json[0]?.code)).toHaveLength(40);
	expect(sandbox.requests.filter((entry) => entry.status === 429)).toEqual([]);
	// Each by itself would look seven times; how seldom they look together the simulation shows.
	expect(sandbox.requests.length / 40).toBeLessThan(5);
});
