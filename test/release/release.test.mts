import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withRelease } from './changelog.mts';

const root = resolve(__dirname, '../..');
const news = (text: string) => `# Changelog\n\n## [Unreleased]\n${text}`;
const old = '\n## [0.9.0] - 2026-01-01\n\n- Old.\n';

it.each([
	['says nothing new', news(`\n${old}`), /says nothing/],
	['has no place for what is new', '# Changelog\n', /needs one heading/],
	['has that version already', news('\n- New.\n\n## [1.0.0] - 2026-01-01\n'), /already/],
])('a changelog is refused when it %s', (_name, text, message) => {
	expect(() => withRelease(text, '1.0.0', '2026-02-03')).toThrow(message);
});

describe('npm run release', () => {
	const folders: string[] = [];
	afterEach(() => {
		for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
	});

	/** A repository with all that a release touches; its tests leave a tag. */
	function repository(): { git: (...args: string[]) => string; release: () => void } {
		const folder = mkdtempSync(join(tmpdir(), 'gosms-release-'));
		folders.push(folder);
		// What an npm around this test has set is about this repository, and no business of that one's.
		const outside = Object.entries(process.env).filter(([name]) => !/^(npm|git)_/i.test(name));
		const env = Object.fromEntries(outside);
		const run = (program: string, ...args: string[]) =>
			execFileSync(program, args, { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
		const git = (...args: string[]) => run('git', ...args);
		for (const path of ['package-lock.json', '.npmrc'])
			cpSync(join(root, path), join(folder, path));
		cpSync(join(root, 'test/release'), join(folder, 'test/release'), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
		const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		manifest.scripts.test = 'git tag tested';
		writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
		writeFileSync(join(folder, '.gitignore'), 'node_modules\norigin.git\n');
		writeFileSync(join(folder, 'CHANGELOG.md'), news(`\n### Added\n\n- New.\n${old}`));
		git('init', '--quiet', '--initial-branch=main');
		git('config', 'user.name', 'A');
		git('config', 'user.email', 'a@example.com');
		git('add', '.');
		git('commit', '--quiet', '-m', 'Start');
		git('init', '--quiet', '--bare', 'origin.git');
		git('remote', 'add', 'origin', 'origin.git');
		git('push', '--quiet', '--set-upstream', 'origin', 'main');
		return { git, release: () => void run('npm', 'run', 'release', '--', '77.0.0') };
	}

	// Where they fail, npm ends there.
	it('runs the tests, and makes one commit with version and changelog, and its tag, which is pushed with it', () => {
		const { git, release } = repository();
		release();
		expect(git('log', '-1', '--format=%s')).toBe('Release 77.0.0\n');
		expect(git('tag', '--points-at', 'HEAD^')).toBe('tested\n');
		expect(git('tag', '--points-at', 'HEAD')).toBe('v77.0.0\n');
		expect(git('status', '--porcelain')).toBe('');
		for (const path of ['package.json', 'package-lock.json'])
			expect(JSON.parse(git('show', `v77.0.0:${path}`)).version).toBe('77.0.0');
		const changelog = git('show', 'v77.0.0:CHANGELOG.md');
		expect(changelog.replace(/\d{4}-\d\d-\d\d$/m, 'DAY')).toBe(
			news(`\n## [77.0.0] - DAY\n\n### Added\n\n- New.\n${old}`),
		);
		git('push', '--follow-tags');
		for (const name of ['refs/heads/main', 'refs/tags/v77.0.0^{}'])
			expect(git('ls-remote', 'origin', name).split('\t')[0]).toBe(git('rev-parse', 'HEAD').trim());
	});
});

it('the changelog has a place for what comes next', () => {
	const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
	expect(changelog.match(/^## \[Unreleased\]$/gm)).toHaveLength(1);
});
