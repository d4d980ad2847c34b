// Loads one package as n8n does and says what that took: `loadProcess.mjs FOLDER`. Needs --expose-gc. Plain JavaScript,
// because the TypeScript loader of the other processes would look at every file of the package too.
//
// n8n's LazyPackageDirectoryLoader, which reads descriptions from dist/known and dist/types and no code until a node is
// used, is only for n8n's own two packages (n8n/dist/load-nodes-and-credentials.js, init). A community package goes
// through `loadPackage`, which is a PackageDirectoryLoader: at each start all its nodes and credentials are required
// and constructed, whatever its dist holds. Until then n8n does not listen.
import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';
import '../../support/userFolder.cjs';

process.once('disconnect', () => process.exit());
// In tests n8n loads classes in another way than at work.
process.env.NODE_ENV = 'production';
// As n8n does, so that packages find n8n-workflow, which they do not bring.
process.env.NODE_PATH = fileURLToPath(new URL('../../../node_modules', import.meta.url));
Module._initPaths();

const { PackageDirectoryLoader } = createRequire(import.meta.url)('n8n-core');

const heap = () => {
	for (let turn = 0; turn < 4; turn++) globalThis.gc();
	return process.memoryUsage().heapUsed;
};
const heapBefore = heap();
const cpuBefore = process.cpuUsage();
const startMs = performance.now();
const loader = new PackageDirectoryLoader(process.argv[2]);
await loader.loadAll();
const loadMs = performance.now() - startMs;
const { user, system } = process.cpuUsage(cpuBefore);
process.send({
	loadMs,
	cpuMs: (user + system) / 1_000,
	heapBytes: heap() - heapBefore,
	nodes: loader.types.nodes.length,
	credentials: loader.types.credentials.length,
});
