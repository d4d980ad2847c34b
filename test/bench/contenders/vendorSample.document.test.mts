import { expect, it } from '@jest/globals';
import { withSandbox } from '../../support/withSandbox.mts';
import { vendor } from '../contest/contenders.mts';
import { fastPlace } from '../place/fastPlace.mts';

it("runs the vendor's sample several times at once, and counts the codes", async () => {
	// The sample's time is real.
	const sandbox = await withSandbox({ speed: 1, sms: { default: { delayMs: 1_000 } } });
	expect(await vendor.run(sandbox, { orders: 3 }, fastPlace)).toMatchObject({ codes: 3 });
	expect(sandbox.control.orders()).toHaveLength(3);
});
