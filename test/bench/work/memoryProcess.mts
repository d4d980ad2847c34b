// Measures waiting orders in a process that does nothing else: `memoryProcess.mts COUNT`.
import '../../support/userFolder.cjs';

process.once('disconnect', () => process.exit());
const { builtEngine } = await import('../growth/engine.mts');
const { costOfWaiting } = await import('./waitingMemory.mts');
process.send?.(await costOfWaiting(Number(process.argv[2]), builtEngine()));
