import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { leash } from '../n8n/host.mts';
import { packageIn } from '../n8n/package.mts';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** Tells n8n to reload a package when one of its files changes. */
export const reloading = { N8N_DEV_RELOAD: 'true' };

/** Compiles the source in this folder into the package that n8n runs, and again on every change, as long as this process lives. */
export function compileOnChange(userFolder: string): void {
	const options = [
		'--watch',
		'--preserveWatchOutput',
		'--outDir',
		join(packageIn(userFolder), 'dist'),
	];
	spawn(process.execPath, ['--require', leash, compiler, ...options], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
}
