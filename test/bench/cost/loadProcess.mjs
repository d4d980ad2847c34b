// Loads one package as n8n does and says what that took: `loadProcess.mjs FOLDER`. Needs --expose-gc. Plain JavaScript,
// because the TypeScript loader of the other processes would look at every file of the package too.
//
// At a start n8n loads what is installed in Settings → Community nodes with its LazyPackageDirectoryLoader. Where dist/known
// and dist/types hold the descriptions as JSON, that reads them and no code; n8n's own packages have them. Community
// packages as n8n's tool builds them have not, this one and those beside it among them: then all nodes and credentials
// are required and constructed, as its PackageDirectoryLoader does, which n8n uses right after an installation.
import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';
import '../../support/userFolder.cjs';

process.once('disconnect', () => process.exit());
// In tests n8n loads classes in another way than at work.
process.env.NODE_ENV = 'production';
// As n8n does, so that packages find n8n-workflow, which they do not bring.
process.env.NODE_PATH = fileURLToPath(new URL('../../../node_modules', import.meta.url));
Module._initPaths();

const { LazyPackageDirectoryLoader } = createRequire(import.meta.url)('n8n-core');

const heap = () => {
	for (let turn = 0; turn < 4; turn++) globalThis.gc();
	return process.memoryUsage().heapUsed;
};
const heapBefore = heap();
const cpuBefore = process.cpuUsage();
const startMs = performance.now();
const loader = new LazyPackageDirectoryLoader(process.argv[2]);
await loader.loadAll();
const loadMs = performance.now() - startMs;
if (loader.isLazyLoaded) throw new Error('only JSON was read, and the report says otherwise');
const { user, system } = process.cpuUsage(cpuBefore);
process.send({
	loadMs,
	cpuMs: (user + system) / 1_000,
	heapBytes: heap() - heapBefore,
	nodes: loader.types.nodes.length,
	credentials: loader.types.credentials.length,
});
