import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { parseCli, usage } from '../cliOptions.mts';

describe('the command line', () => {
	it('turns options into those of the sandbox', () => {
		// parseArgs wants a negative value glued to its option.
		const line =
			'--port 8080 --key ch_x --balance 3 --prepaid --sms-after 1.5 --order-life 60 --complete-after never ' +
			'--list-order oldestFirst --overdue-status pending --retry-after date --stock ID=0 --stock */viber=2 ' +
			'--no-limits --skew=-90 --speed 10 --seed 7 --history 5 --fault {"kind":"hang"} --settings {"earlyCancelMs":5}';
		expect(parseCli(line.split(' '))).toEqual({
			port: 8080,
			accounts: [{ key: 'ch_x', balance: 3, billingType: 'prepaid' }],
			sms: { default: { delayMs: 1_500 } },
			orderLifeMs: 60_000,
			completeAfterMs: null,
			listOrder: 'oldestFirst',
			overdueStatus: 'pending',
			retryAfter: 'date',
			stock: { ID: 0, '*/viber': 2 },
			limits: { perSecond: null, perMinute: null },
			skewMs: -90_000,
			speed: 10,
			seed: 7,
			history: 5,
			faults: [{ kind: 'hang' }],
			earlyCancelMs: 5,
		});
	});

	it.each([
		[['--port', 'x'], /Not a number: x/],
		[['--nonsense'], /nonsense/],
		[['--list-order', 'random'], /listOrder/],
		[['--fault', '{"kind":"fire"}'], /Not a fault rule/],
		[['--stock', 'ID'], /stock/],
	])('refuses %j', (args, message) => {
		expect(() => parseCli(args)).toThrow(message);
	});

	it('lists its options', () => {
		expect(parseCli(['--help'])).toBeUndefined();
		for (const option of ['--port', '--sms-after', '--list-order', '--fault', '--history'])
			expect(usage).toContain(option);
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
