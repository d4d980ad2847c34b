import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startSandbox } from '../sandbox/server.mts';
import { forget, readKept, userFolderIn, writeKept } from './kept.mts';
import { parseOptions, usage } from './options.mts';
import { portForN8n } from './ports.mts';
import { startProgress } from './progress.mts';
import { otherStart, takeFolder } from './running.mts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'gosms-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the options', () => {
	it.each([
		[[], { port: undefined, isReset: false, isDev: false }],
		[['--port', '8080', '--reset'], { port: 8080, isReset: true }],
		[['--folder', '/x', '--dev'], { folder: '/x', isDev: true }],
	])('%j', (args, expected) => expect(parseOptions(args)).toMatchObject(expected));

	it.each([[['--port', 'x']], [['--port', '0']], [['--prot', '1']], [['8080']]])(
		'refuses %j',
		(args) => expect(() => parseOptions(args)).toThrow(),
	);

	it('are all listed', () => {
		expect(parseOptions(['--help'])).toBeUndefined();
		for (const option of ['--port', '--folder', '--dev', '--reset'])
			expect(usage).toContain(option);
	});
});

describe('progress', () => {
	beforeEach(() => void jest.useFakeTimers());
	afterEach(() => void jest.useRealTimers());

	const shown = (isTTY: boolean) => {
		let text = '';
		const progress = startProgress({ isTTY, write: (more) => (text += more) });
		progress.begin('One …');
		jest.advanceTimersByTime(31_000);
		progress.begin('Two …');
		progress.end();
		progress.end();
		expect(jest.getTimerCount()).toBe(0);
		return text;
	};

	it('is a line now and then in a file', () =>
		expect(shown(false)).toBe('One …\nOne … 15 s\nOne … 30 s\nTwo …\n'));

	it('is one line that counts on a terminal', () => {
		const lines = shown(true).split('\n');
		expect(lines.map((line) => line.split('\r\x1b[K').at(-1))).toEqual(['One … 31 s', 'Two …', '']);
		expect(lines[0]?.split('\r')).toHaveLength(33);
	});
});

it('the port of n8n may be asked for, unless another program has it', async () => {
	const sandbox = await startSandbox();
	const { port } = sandbox;
	await expect(portForN8n(port)).rejects.toThrow(`Port ${port} is taken by another program`);
	await sandbox.close();
	expect(await portForN8n(port)).toBe(port);
});

it('what is kept comes back, and is forgotten with nothing else', () => {
	const kept = { credentialId: 'c', examples: { 'a.json': '1' } };
	writeKept(folder, kept);
	expect(readKept(folder)).toEqual(kept);
	mkdirSync(userFolderIn(folder));
	writeFileSync(join(folder, 'of-somebody-else'), '');
	forget(folder);
	expect(readKept(folder)).toEqual({ examples: {} });
	expect(readdirSync(folder)).toEqual(['of-somebody-else']);
});

it('a folder belongs to a start while its sandbox answers, and to no other sandbox', async () => {
	const sandbox = await startSandbox({ accounts: [{ key: 'ch_x', userId: 4_321 }] });
	expect(await otherStart(folder)).toBeUndefined();
	takeFolder(folder, sandbox);
	expect(await otherStart(folder)).toBe(sandbox.phoneUrl);
	await sandbox.close();
	expect(await otherStart(folder)).toBeUndefined();

	const other = await startSandbox({ port: sandbox.port });
	expect(await otherStart(folder)).toBeUndefined();
	await other.close();
});
