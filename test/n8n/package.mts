import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder.mts';

const root = join(import.meta.dirname, '..', '..');

export const packageIn = (userFolder: string) =>
	join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-gosms');

/** Packs this package and puts it where n8n puts what is installed in Settings → Community nodes. */
export function installPackage(userFolder: string): void {
	using work = temporaryFolder('pack');
	const unpacked = unpackTarball(work.path);
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = packageIn(userFolder);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(join(nodes, 'node_modules'), { recursive: true });
	execFileSync('cp', ['-r', unpacked, target]);
	const manifest = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8')) as Record<
		string,
		unknown
	>;
	// n8n itself has what these name.
	delete manifest.devDependencies;
	delete manifest.peerDependencies;
	writeFileSync(join(target, 'package.json'), JSON.stringify(manifest));
	const dependencies = { 'n8n-nodes-gosms': String(manifest.version) };
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies }),
	);
}

/** What would be published of what is built, in a folder of its own inside `work`. */
export function unpackTarball(work: string): string {
	const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', work], {
		cwd: root,
		encoding: 'utf8',
	});
	const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
	execFileSync('tar', ['xzf', join(work, filename), '-C', work]);
	return join(work, 'package');
}
