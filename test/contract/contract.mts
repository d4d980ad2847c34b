// Compares a live API with its document: `npm run contract`, see `--help`.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { systemClock } from '../../nodes/GoSms/transport/clock';
import { Stop } from '../../nodes/GoSms/transport/stop';
import { run } from './run.mts';

/** The exit code after Ctrl-C. */
const interrupted = 130;

/** `tsx` passes on a Ctrl-C that the terminal has already sent here. */
const twiceMs = 1_000;

const stop = new Stop();
let owed = '';
let stoppedMs = 0;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		const nowMs = performance.now();
		if (nowMs < stoppedMs + twiceMs && stop.aborted) return;
		if (owed === '' || stop.aborted) process.exit(interrupted);
		stoppedMs = nowMs;
		console.log('Giving the number back first; press Ctrl-C again to quit at once.');
		stop.fire();
	});
}
process.on('exit', () => {
	if (owed !== '') console.log(owed);
});
// A reader that closes the pipe, such as `head`, must not keep a number from being given back.
process.stdout.on('error', () => undefined);

async function ask(question: string): Promise<boolean> {
	if (!process.stdin.isTTY) return false;
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	lines.on('SIGINT', () => process.exit(interrupted));
	try {
		return /^y(es)?$/i.test((await lines.question(`${question} (y/N) `)).trim());
	} finally {
		lines.close();
	}
}

process.exitCode = await run(process.argv.slice(2), process.env, {
	print: (text) => console.log(text),
	owe: (text) => {
		owed = text;
	},
	stop,
	ask,
	clock: systemClock,
	write: (path, text) => writeFileSync(path, text),
});
