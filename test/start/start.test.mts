import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { startSandbox } from '../sandbox/server.mts';
import { forget, readKept, userFolderIn, writeKept } from './kept.mts';
import { parseOptions, usage } from './options.mts';
import { portForN8n } from './ports.mts';
import { startProgress } from './progress.mts';
import { leaveFolder, otherStart, takeFolder } from './running.mts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'gosms-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the options', () => {
	it.each([
		[[], { port: undefined, isReset: false }],
		[['--port', '8080', '--reset'], { port: 8080, isReset: true }],
		[['--folder', '/x'], { folder: '/x', isDev: false }],
		[['--dev'], { isDev: true }],
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
	const shown = (isTTY: boolean) => {
		jest.useFakeTimers();
		try {
			let text = '';
			const progress = startProgress({ isTTY, write: (more) => (text += more) });
			progress.begin('One …');
			jest.advanceTimersByTime(31_000);
			progress.begin('Two …');
			progress.end();
			progress.end();
			expect(jest.getTimerCount()).toBe(0);
			return text;
		} finally {
			jest.useRealTimers();
		}
	};

	it('is a line now and then in a file', () =>
		expect(shown(false)).toBe('One …\nOne … 15 s\nOne … 30 s\nTwo …\n'));

	it('is one line that counts on a terminal', () => {
		const lines = shown(true).split('\n');
		expect(lines.map((line) => line.split('\r\x1b[K').at(-1))).toEqual(['One … 31 s', 'Two …', '']);
		expect(lines[0]?.split('\r')).toHaveLength(33);
	});
});

describe('the port of n8n', () => {
	it('may be asked for, unless another program has it', async () => {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		await expect(portForN8n(port)).rejects.toThrow(`Port ${port} is taken by another program`);
		await new Promise((resolve) => server.close(resolve));
		expect(await portForN8n(port)).toBe(port);
	});
});

describe('what is kept', () => {
	it('comes back, and is forgotten with nothing else', () => {
		expect(readKept(folder)).toEqual({ examples: {} });
		const kept = { credentialId: 'c', examples: { 'a.json': '1' } };
		writeKept(folder, kept);
		expect(readKept(folder)).toEqual(kept);
		mkdirSync(userFolderIn(folder));
		writeFileSync(join(folder, 'of-somebody-else'), '');
		forget(folder);
		expect(readKept(folder)).toEqual({ examples: {} });
		expect(existsSync(userFolderIn(folder))).toBe(false);
		expect(existsSync(join(folder, 'of-somebody-else'))).toBe(true);
	});
});

describe('a folder', () => {
	it('belongs to a start while its sandbox answers, and to no other sandbox', async () => {
		const accounts = [{ key: 'ch_x', userId: 4_321 }];
		const sandbox = await startSandbox({ accounts });
		expect(await otherStart(folder)).toBeUndefined();
		takeFolder(folder, sandbox);
		expect(await otherStart(folder)).toBe(sandbox.phoneUrl);
		await sandbox.close();
		expect(await otherStart(folder)).toBeUndefined();

		const other = await startSandbox({ port: sandbox.port });
		expect(await otherStart(folder)).toBeUndefined();
		await other.close();
		leaveFolder(folder);
		expect(await otherStart(folder)).toBeUndefined();
	});

	it('does not belong to a program that hangs up on everybody', async () => {
		const sandbox = await startSandbox();
		takeFolder(folder, sandbox);
		await sandbox.close();
		const server = createServer((socket) => socket.destroy());
		await new Promise<void>((resolve) => server.listen(sandbox.port, '127.0.0.1', resolve));
		expect(await otherStart(folder)).toBeUndefined();
		await new Promise((resolve) => server.close(resolve));
	});
});
