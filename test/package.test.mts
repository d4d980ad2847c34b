import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { files, readPaper, root } from './support/papers.mts';

const manifest = JSON.parse(readPaper('package.json'));

type Tarball = { size: number; unpackedSize: number; files: Array<{ path: string }> };
let tarball: Tarball;
let paths: string[];

beforeAll(() => {
	if (!existsSync(join(root, 'dist')))
		throw new Error('There is no dist: run `npm run build` first');
	const args = ['pack', '--dry-run', '--json', '--offline', '--ignore-scripts'];
	const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
	[tarball] = JSON.parse(output);
	paths = tarball.files.map((file) => file.path);
});

describe('the tarball', () => {
	it('holds what is built, and three papers', () => {
		const others = paths.filter((path) => !path.startsWith('dist/')).sort();
		expect(others).toEqual(['LICENSE.md', 'README.md', 'package.json']);
		const foreign = /test|docs|tsbuildinfo|\.map$|\.mts$|\.png$/;
		expect(paths.filter((path) => foreign.test(path))).toEqual([]);
	});

	it('is under 300 kB unpacked, and 81 kB packed', () => {
		expect(tarball.unpackedSize).toBeLessThan(300_000);
		expect(tarball.size).toBeLessThan(81_000);
	});

	it('has everything that n8n is told of, icons and codex included', () => {
		const { nodes, credentials } = manifest.n8n;
		const icons = ['gosms.svg', 'gosms.dark.svg', 'GoSms.node.json'];
		const wanted = [...nodes, ...credentials, ...icons.map((name) => `dist/nodes/GoSms/${name}`)];
		expect(paths).toEqual(expect.arrayContaining(wanted));
	});

	it('has every output schema, as it is written', () => {
		const schemas = files.filter((path) => /^nodes\/GoSms\/__schema__\/.*\.json$/.test(path));
		expect(schemas.length).toBeGreaterThan(0);
		for (const path of schemas) {
			expect(paths).toContain(`dist/${path}`);
			expect(readPaper(`dist/${path}`)).toBe(readPaper(path));
		}
	});
});

it('n8n can load what is built', () => {
	const newOf = (path: string) => {
		const [name = ''] = basename(path).split('.');
		return new (createRequire(__filename)(join(root, path))[name])();
	};
	const [node] = manifest.n8n.nodes.map(newOf) as INodeType[];
	const [credential] = manifest.n8n.credentials.map(newOf) as ICredentialType[];
	expect(node?.description.name).toBe('goSms');
	expect(node?.description.credentials?.[0]?.name).toBe(credential?.name);
});

it('the package has no dependencies of its own, and n8n’s manifest', () => {
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.overrides).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(manifest.n8n).toMatchObject({ n8nNodesApiVersion: 1, strict: true });
	expect(manifest.keywords).toContain('n8n-community-node-package');
	const lifecycle = Object.keys(manifest.scripts).filter((name) =>
		/^(pre|post)?(install|pack|prepare)$/.test(name),
	);
	expect(lifecycle).toEqual([]);
});

it('the lock file names no host and no machine', () => {
	expect(readPaper('package-lock.json')).not.toMatch(
		/"resolved"|https?:\/\/[^"]*registry|file:|\/(home|root|work|tmp)\//,
	);
});
