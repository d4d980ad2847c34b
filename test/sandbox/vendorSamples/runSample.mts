import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

import { vendorSample, type SampleLanguage } from './samples.mts';

const interpreters: Record<SampleLanguage, [command: string, ...args: string[]]> = {
	python: ['python3', '-'],
	node: [process.execPath, '-'],
	php: ['php'],
};

/**
 * Runs a sample, fed over standard input so that no file is written; its output is both streams. Debian has what Python and
 * PHP need in python3-requests and php-cli.
 */
export function runSample(language: SampleLanguage, sandbox: { baseUrl: string; key: string }) {
	const program = vendorSample(language, sandbox);
	const [command, ...args] = interpreters[language];
	return new Promise<{ exitCode: number | null; output: string }>((resolveRun, reject) => {
		const child = spawn(command, args, {
			// Nothing inherited: no proxy stands between the sample and the sandbox.
			env: {
				PATH: process.env.PATH,
				NODE_PATH: resolve('node_modules'),
				PYTHONIOENCODING: 'utf-8',
			},
		});
		let output = '';
		const collect = (chunk: string) => (output += chunk);
		child.stdout.setEncoding('utf8').on('data', collect);
		child.stderr.setEncoding('utf8').on('data', collect);
		child.on('error', reject);
		child.on('close', (exitCode) => resolveRun({ exitCode, output }));
		child.stdin.end(program);
	});
}
