import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { parseCli } from '../cliOptions.mts';

describe('the command line', () => {
	it('turns options into those of the sandbox', () => {
		const line =
			'--port 8080 --sms-after 1.5 --fault {"kind":"hang"} --fault {"kind":"html502"} ' +
			'--settings {"earlyCancelMs":5}';
		expect(parseCli(line.split(' '))).toEqual({
			port: 8080,
			sms: { default: { delayMs: 1_500 } },
			faults: [{ kind: 'hang' }, { kind: 'html502' }],
			earlyCancelMs: 5,
		});
		const never = parseCli(['--sms-after', 'never']);
		expect(never).toMatchObject({ sms: { default: { delayMs: null } }, port: 0, faults: [] });
	});

	it.each([
		[['--port', 'x'], /Not a number: x/],
		[['--nonsense'], /nonsense/],
		[['--settings', '{"listOrder":"random"}'], /listOrder/],
		[['--fault', '{"kind":"fire"}'], /Wrong at \/0/],
	])('refuses %j', (args, message) => {
		expect(() => parseCli(args)).toThrow(message);
	});

	it('prints base URL and key, and ends with Ctrl-C', async () => {
		const cli = spawn(process.execPath, ['--import', 'tsx', 'test/sandbox/cli.mts'], {
			cwd: resolve('.'),
		});
		let output = '';
		const baseUrl = await new Promise<string>((found, reject) => {
			cli.on('exit', (code) => reject(new Error(`Ended with ${code}: ${output}`)));
			cli.stderr.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
			cli.stdout.setEncoding('utf8').on('data', (chunk: string) => {
				output += chunk;
				const url = /base URL +(\S+)\nAPI key +ch_sandbox\n/.exec(output)?.[1];
				if (url) found(url);
			});
		});
		const headers = { authorization: 'Bearer ch_sandbox' };
		expect((await fetch(`${baseUrl}/user/balance`, { headers })).status).toBe(200);
		const ended = new Promise((done) => cli.once('close', done));
		cli.kill('SIGINT');
		expect(await ended).toBe(0);
	});
});
