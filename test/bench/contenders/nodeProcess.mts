// One of several processes that use one key: says that it is ready, runs the orders when it is told where, and says how
// many codes it got. It ends with the process that started it.
import '../../support/userFolder.cjs';
import type { Address } from '../place/place.mts';

process.once('disconnect', () => process.exit());
const { thisNode } = await import('./thisNode.mts');
const { builtNode } = await import('../place/realPlace.mts');
const node = builtNode();
process.once('message', ({ address, items }: { address: Address; items: number }) => {
	const clock = { now: () => Date.now() };
	void thisNode(address, node, clock, { items }).then(({ codes, handedOnMs, failures }) =>
		process.send?.({ codes, handedOn: [...handedOnMs], failures }),
	);
});
process.send?.({ ready: true });
