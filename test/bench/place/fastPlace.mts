import { systemClock } from '../../support/fastClock.mts';
import { withSandbox } from '../../support/withSandbox.mts';
import type { Place } from './place.mts';

/** For tests: everything in this process, as fast as the package's clock. */
export const fastPlace: Place = {
	sandbox: async (setup) => {
		const sandbox = await withSandbox(setup);
		const { baseUrl, key } = sandbox;
		const records = () => ({
			requests: [...sandbox.requests],
			orders: sandbox.control.orders(),
			violations: [...sandbox.violations, ...sandbox.control.audit()],
		});
		return {
			baseUrl,
			key,
			records: async () => await Promise.resolve(records()),
			close: async () => await sandbox.close(),
		};
	},
	clock: systemClock,
	node: undefined,
};
