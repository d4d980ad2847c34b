import { expect, it } from '@jest/globals';
import { giveBack, release, type Released } from '../../nodes/GoSms/engine/release.ts';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import { boughtOne, never, newRig } from '../simulation/process.mts';

type Sandbox = Parameters<typeof newRig>[0];

/** A number that was just bought, and when its cancels came, in seconds after that. */
async function start(sandbox: Sandbox = {}) {
	const rig = newRig({ ...never, ...sandbox });
	const stop = new Stop();
	const session = rig.session(rig.newProcess(), stop);
	const order = await rig.clock.run(boughtOne(session));
	const boughtMs = rig.clock.now();
	const cancels = () =>
		rig.core.requests
			.filter(({ endpoint }) => endpoint === 'cancel')
			.map(({ atMs }) => Math.round((atMs - boughtMs) / 1_000));
	return { ...rig, session, stop, order, cancels };
}

async function releaseOf({ session, order }: Awaited<ReturnType<typeof start>>): Promise<Released> {
	return await release(session, order, true, await giveBack(session, order.id));
}

it.each<{ sandbox: Sandbox; seconds: number[]; kind: string }>`
	name                               | sandbox                                             | seconds                   | kind
	${'is done at once'}               | ${{}}                                               | ${[0]}                    | ${'cancelled'}
	${'is tried again after a minute'} | ${{ earlyCancelMs: 50_000 }}                        | ${[0, 60]}                | ${'cancelled'}
	${'after two'}                     | ${{ earlyCancelMs: 110_000 }}                       | ${[0, 60, 120]}           | ${'cancelled'}
	${'after five'}                    | ${{ earlyCancelMs: 200_000 }}                       | ${[0, 60, 120, 300]}      | ${'cancelled'}
	${'shortly before the expiry'}     | ${{ earlyCancelMs: 500_000 }}                       | ${[0, 60, 120, 300, 585]} | ${'cancelled'}
	${'and then left'}                 | ${{ earlyCancelMs: 900_000 }}                       | ${[0, 60, 120, 300, 585]} | ${'open'}
	${'within a short life too'}       | ${{ earlyCancelMs: 100_000, orderLifeMs: 120_000 }} | ${[0, 60, 105]}           | ${'cancelled'}
`('giving back $name (decision 15)', async ({ sandbox, seconds, kind }) => {
	const rig = await start(sandbox);
	const given = await rig.clock.run(releaseOf(rig));
	expect(given.kind).toBe(kind);
	expect(rig.cancels()).toEqual(seconds);
	expect(rig.core.violations).toEqual([]);
});

it('giving back takes the code that comes meanwhile', async () => {
	const rig = await start({ earlyCancelMs: 900_000 });
	void rig.clock
		.sleep(80_000)
		.then(() => rig.core.control.deliver(Number(rig.order.id), { code: '0042' }));
	const given = await rig.clock.run(releaseOf(rig));
	expect(given).toMatchObject({ kind: 'arrived', order: { code: '0042' } });
	expect(rig.cancels()).toEqual([0, 60]);
});

it('giving back goes on after pages with a status of success', async () => {
	const rig = await start();
	const pages = { kind: 'wrongShape', body: '<html>', work: false, times: 30 } as const;
	rig.core.control.addFault(pages);
	const given = await rig.clock.run(releaseOf(rig));
	expect(given).toMatchObject({ kind: 'cancelled', refundAmount: 0.5 });
});

it('giving back ends with Stop after the attempt at work', async () => {
	const rig = await start({ earlyCancelMs: 900_000 });
	void rig.clock.sleep(70_000).then(rig.stop.fire);
	const startMs = rig.clock.now();
	const given = await rig.clock.run(releaseOf(rig));
	expect(given.kind).toBe('open');
	expect(rig.clock.now() - startMs).toBeLessThan(72_000);
	await rig.clock.sleepUntilDone(900_000);
	expect(rig.cancels()).toEqual([0, 60]);
	expect(rig.clock.pending).toBe(0);
});
