// Measures memory in a process that does nothing else: `memoryProcess.mts COUNT`.
import { createRequire } from 'node:module';
import '../../support/userFolder.cjs';
import type { Engine } from './waitingMemory.mts';

process.once('disconnect', () => process.exit());
const { costOfWaiting } = await import('./waitingMemory.mts');
const built = createRequire(new URL('../../../dist/nodes/GoSms/', import.meta.url));
const { receiveCode }: Pick<Engine, 'receiveCode'> = built('./engine/receiveCode.js');
const { toOrder }: Pick<Engine, 'toOrder'> = built('./transport/wire.js');
process.send?.(await costOfWaiting(Number(process.argv[2]), { receiveCode, toOrder }));
