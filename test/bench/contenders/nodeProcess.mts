// One of several processes that use one key: says that it is ready, runs the orders when it is told where, and reports
// what came of them. It ends with the process that started it.
import '../../support/userFolder.cjs';
import type { Address } from '../place/place.mts';

process.once('disconnect', () => process.exit());
const { thisNode } = await import('./thisNode.mts');
process.once('message', ({ address, orders }: { address: Address; orders: number }) => {
	void thisNode(address, { orders }).then((outcome) => process.send?.(outcome));
});
process.send?.({ ready: true });
