// Every command and every code block in the documents is run: here, or where the table says.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from '@jest/globals';
import { blocksOf, inlineCodesOf, papers, readPaper, root } from './support/papers.mts';

type Proof = () => Promise<void> | void;

const runJest = 'jest -c test/jest.config.cjs';
const jestCommand = `npx ${runJest}`;
const { scripts } = JSON.parse(readPaper('package.json')) as { scripts: Record<string, string> };

const outputs = new Map<string, Promise<string>>();

/** What a line prints. Each start takes seconds: the same line is run once. */
async function shell(line: string, cwd = root): Promise<string> {
	const PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	const options = { cwd, env: { ...process.env, PATH }, timeout: 55_000 };
	const output =
		outputs.get(line) ??
		new Promise<string>((done, fail) =>
			execFile('bash', ['-c', line], options, (error, stdout, stderr) =>
				error ? fail(new Error(`${line}\n${stdout}${stderr}`)) : done(`${stdout}${stderr}`),
			),
		);
	outputs.set(line, output);
	return await output;
}

/** What `npm run` would run, but for the preparation of a fresh clone: it would install or build while tests run. */
const scriptOf = (name: string) =>
	(scripts[name] ?? '').replace('node test/demo/install.mjs && ', '');

/** One start with all these options and `--help`, which shows at least that they are known. */
const helps = (command: string, options: string[], ...words: RegExp[]): Array<[string, Proof]> => {
	const line = `${scriptOf(command.split(' ').at(-1) ?? '')} ${options.join(' ')} --help`;
	const proof = async () => {
		for (const one of words) expect(await shell(line)).toMatch(one);
	};
	return options.map((option) => [option ? `${command} -- ${option}` : command, proof]);
};

/** All that jest runs. */
const lists = (command: string, ...paths: string[]): Proof => {
	return async () => {
		const output = await shell(`${command} --listTests`);
		for (const path of paths) expect(output).toContain(join(root, path));
	};
};

/** A line of `.ci/run`. */
const runInCi = (line: string): Proof => {
	return () => {
		const lines = readPaper('.ci/run').split('\n');
		expect(lines.some((one) => !/^\s*#/.test(one) && one.endsWith(` ${line}`))).toBe(true);
	};
};

const standsIn = (file: string, text: string): Proof => {
	return () => expect(readPaper(file)).toContain(text);
};

/** The folder that `git clone` makes of the repository's address; the address leads to this copy here. */
async function clone(command: string, then: string): Promise<void> {
	const place = mkdtempSync(join(tmpdir(), 'gosms-clone-'));
	try {
		const { repository } = JSON.parse(readPaper('package.json')) as { repository: { url: string } };
		const address = repository.url.replace('git+', '');
		expect(command.split(' ')).toContain(address);
		const here = command.replace('git', `git -c url."${root}".insteadOf=${address}`);
		await shell(`${here} && ${then} && test -f package.json`, place);
	} finally {
		rmSync(place, { recursive: true });
	}
}

const cloneCommand = 'git clone https://github.com/n8n-nodes-gosms/n8n-nodes-gosms.git';
const enterCommand = 'cd n8n-nodes-gosms';

const lintAndBuild = standsIn('package.json', '"test": "npm run lint && npm run build && ');
const release = standsIn('test/release/release.test.mts', "'npm', 'run', 'release', '--'");
const demos = 'test/e2e/suites/demo.mts';
const suites = ['editor', 'phone', 'queue', 'scanner', 'start'];
const oneOperation = `${runJest} test/node/operations --silent -t 'of Balance: Get'`;
const operationFile = 'nodes/GoSms/resources/order/cancel.operation.ts';

const proofs = new Map<string, Proof>([
	[cloneCommand, async () => await clone(cloneCommand, enterCommand)],
	// Behind it, in the same block.
	[enterCommand, async () => await clone(cloneCommand, enterCommand)],
	['npm cit', runInCi('npm cit')],
	// What `npm cit` runs when it has installed.
	['npm test', runInCi('npm cit')],
	['TEST_LENGTH=long npm test', runInCi('TEST_LENGTH=long npm cit')],
	['npm run lint', lintAndBuild],
	['npm run build', lintAndBuild],
	['npm run format', format],
	['npm run demo', standsIn(demos, "['npm', 'run', 'demo', '--']")],
	['npm run demo -- --timeout', standsIn(demos, "run([...demo, '--timeout'])")],
	['npm run demo -- --no-stock', standsIn(demos, "run([...demo, '--no-stock'])")],
	['npm start', standsIn('test/e2e/startCommand.mts', "spawn('npm', ['start', '--', '--folder'")],
	...helps('npm start', ['--help'], /--reset/),
	['npm run dev', standsIn('test/e2e/startCommand.mts', "'--dev', '--folder'")],
	['npm run sandbox', standsIn('test/sandbox/tests/cli.test.mts', "'test/sandbox/cli.mts'")],
	...helps('npm run sandbox', ['--help', '--port 4010'], /--sms-after/, /--port/),
	...helps('npm run contract', ['', '--help'], /--buy APP REGION/),
	...helps('npm run bench', ['', '--help'], /contest:\n/, /thousand-engine/),
	['npm run test:drift', lists(scriptOf('test:drift'), 'test/drift/drift.test.mts')],
	['npm run test:e2e', runInCi('npm run test:e2e')],
	...helps(
		'npm run test:e2e',
		['--help', ...suites.map((suite) => `--suite ${suite}`)],
		/versions +2\.\d+/,
		...suites.map((suite) => new RegExp(`suites .*\\b${suite}\\b`)),
	),
	...[
		'test/architecture',
		'test/contract',
		'test/docs test/commands test/github',
		'test/drift',
		'test/node',
		'test/package',
		'test/release',
		'test/sandbox',
		'test/simulation',
		'test/start',
		'test/unit',
	].map((suite): [string, Proof] => [
		`${jestCommand} ${suite}`,
		lists(runJest, ...suite.split(' ')),
	]),
	[
		`${jestCommand} test/node/operations -t 'of Balance: Get'`,
		async () => expect(await shell(oneOperation)).toMatch(/^Tests: .*\b1 passed/m),
	],
	[
		`${jestCommand} --findRelatedTests ${operationFile}`,
		lists(`${runJest} --findRelatedTests ${operationFile}`, 'test/node/errors.test.mts'),
	],
	['bash .ci/run', async () => void (await shell('bash -n .ci/run'))],
	['npm version', standsIn('package.json', '"release": "npm version"')],
	['npm run release', release],
	['npm run release -- minor', release],
	['git push --follow-tags', standsIn('test/release/release.test.mts', "'--follow-tags'")],
	[
		'n8n worker --concurrency=40',
		async () => {
			await standsIn('test/n8n/host.mts', "['worker', `--concurrency=${workerConcurrency}`]")();
			await standsIn('test/e2e/queue/queuePlace.mts', 'const workerConcurrency = 40;')();
		},
	],
]);

/** What no test can run. */
const notRun = new Map([
	['n8n-node release', 'the document says why it is not to be used'],
	['npx @n8n/scan-community-package n8n-nodes-gosms', 'it asks for the version that npm has'],
	['npm audit signatures', 'it asks for the version that npm has'],
]);

/** Mends a file of a copy. */
async function format(): Promise<void> {
	const copy = mkdtempSync(join(tmpdir(), 'gosms-format-'));
	try {
		const settings = ['package.json', 'tsconfig.json', 'eslint.config.mjs', '.prettierrc.json'];
		for (const path of [...settings, '.prettierignore', 'nodes/GoSms/domain'])
			cpSync(join(root, path), join(copy, path), { recursive: true });
		symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
		const file = join(copy, 'nodes/GoSms/domain/money.ts');
		const text = readFileSync(file, 'utf8');
		writeFileSync(file, text.replaceAll(';\n', '  ;\n'));
		await shell(scriptOf('format'), copy);
		expect(readFileSync(file, 'utf8')).toBe(text);
	} finally {
		rmSync(copy, { recursive: true });
	}
}

/** Each line of a block of code, and in the text whatever begins with a program and goes on; `…` stands for jest. */
function commandsOf(text: string): string[] {
	const inBlocks = blocksOf(text).flatMap(({ code }) => code.trim().split('\n'));
	const inText = inlineCodesOf(text)
		.map((code) => code.replace(/^… /, `${jestCommand} `))
		.filter((code) =>
			/^(\w+=\S+ )*(npm|npx|node|git|bash|n8n|n8n-node|tsx|docker|apt-get) /.test(code),
		);
	return [...inBlocks, ...inText];
}

it('every command of the documents is in the table, and no other one', () => {
	const told = new Set(papers.flatMap((paper) => commandsOf(readPaper(paper))));
	expect([...told].sort()).toEqual([...proofs.keys(), ...notRun.keys()].sort());
});

it.each(papers)('%s has no code but for the shell', (paper) => {
	for (const { language } of blocksOf(readPaper(paper))) expect(language).toBe('bash');
});

it.each([...proofs])('%s', async (_command, proof) => await proof());
