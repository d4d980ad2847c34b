import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const load = createRequire(__filename);
const root = resolve(__dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

type Tarball = { size: number; unpackedSize: number; files: Array<{ path: string }> };
let tarball: Tarball;
let paths: string[];

beforeAll(() => {
	if (!existsSync(join(root, 'dist')))
		throw new Error('There is no dist: run `npm run build` first');
	const args = ['pack', '--dry-run', '--json', '--offline', '--ignore-scripts'];
	const output = execFileSync('npm', args, {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	[tarball] = JSON.parse(output);
	paths = tarball.files.map((file) => file.path);
});

describe('the tarball', () => {
	it('holds what is built, and four papers', () => {
		const others = paths.filter((path) => !path.startsWith('dist/')).sort();
		expect(others).toEqual(['LICENSE.md', 'README.md', 'package.json']);
		expect(paths.filter((path) => /test|docs|tsbuildinfo|\.map$|\.mts$|\.png$/.test(path))).toEqual(
			[],
		);
	});

	it('is under 300 kB unpacked, and 80 kB packed', () => {
		expect(tarball.unpackedSize).toBeLessThan(300_000);
		expect(tarball.size).toBeLessThan(80_000);
	});

	it('has everything that n8n is told of, icons and codex included', () => {
		const { nodes, credentials } = manifest.n8n;
		const icons = ['gosms.svg', 'gosms.dark.svg', 'GoSms.node.json'];
		const wanted = [...nodes, ...credentials, ...icons.map((name) => `dist/nodes/GoSms/${name}`)];
		expect(paths).toEqual(expect.arrayContaining(wanted));
	});

	it('has every output schema, as it is written', () => {
		const folder = 'nodes/GoSms/__schema__';
		const schemas = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((path) => path.endsWith('.json'))
			.map((path) => join(folder, path));
		expect(schemas.length).toBeGreaterThan(0);
		for (const path of schemas) {
			const [source, built] = [path, `dist/${path}`].map((name) =>
				readFileSync(join(root, name), 'utf8'),
			);
			expect(paths).toContain(`dist/${path}`);
			expect(built).toBe(source);
		}
	});
});

it('n8n can load what is built', () => {
	const newOf = (path: string): unknown => {
		const [name = ''] = (path.split('/').pop() ?? '').split('.');
		const built = load(join(root, path)) as Record<string, new () => unknown>;
		const type = built[name];
		return type && new type();
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
	const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
	expect(lock).not.toMatch(/"resolved"|https?:\/\/[^"]*registry|file:|\/(home|root|work|tmp)\//);
});
