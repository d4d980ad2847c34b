import { runSample } from '../../sandbox/vendorSamples/runSample.mts';
import type { Address } from '../place/place.mts';

/**
 * The vendor's Node.js sample, as its document has it, so many times at once: each in a process of its own, as people run
 * it. On a slow machine they start a little after each other, which spares them some of the refusals.
 *
 * @returns how many of them printed a code
 */
export async function runVendorSamples(address: Address, count: number): Promise<number> {
	const runs = Array.from({ length: count }, async () => await runSample('node', address));
	const results = await Promise.all(runs);
	return results.filter(({ output }) => output.includes('收到验证码')).length;
}
