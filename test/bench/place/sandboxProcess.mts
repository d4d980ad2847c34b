// A sandbox in a process of its own, so that its work is not measured as the node's. Its settings come as the first
// message, its address goes back; it ends with the process that started it.
import { startSandbox } from '../../sandbox/server.mts';
import type { SandboxSetup } from './place.mts';

process.once('disconnect', () => process.exit());
process.once('message', (setup: SandboxSetup) => void serve(setup));

async function serve(setup: SandboxSetup): Promise<void> {
	const { baseUrl, key } = await startSandbox({
		accounts: [{ key: 'ch_sandbox', balance: 1e6 }],
		...setup,
	});
	process.send?.({ baseUrl, key });
}
