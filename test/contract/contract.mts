// Compares a live API with its document: `npm run contract`, see `--help`.
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './run.mts';

async function ask(question: string): Promise<boolean> {
	if (!process.stdin.isTTY) return false;
	const lines = createInterface({ input: process.stdin, output: process.stdout });
	try {
		return /^y(es)?$/i.test((await lines.question(`${question} (y/N) `)).trim());
	} finally {
		lines.close();
	}
}

process.exitCode = await run(process.argv.slice(2), process.env, {
	print: (text) => console.log(text),
	ask,
	pause,
	write: (path, text) => writeFileSync(path, text),
});
