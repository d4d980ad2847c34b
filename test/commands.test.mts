// Every command and every code block in the documents is run: here, or where the table says.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { blocksOf, inlineCodesOf, papers, readPaper, root } from './support/papers.mts';

type Proof = () => Promise<void> | void;

const jestCommand = 'npx jest -c test/jest.config.cjs';
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
function scriptOf(command: string): string {
	const [, name = '', args = ''] = /^npm (?:run )?([\w:]+)(?: -- (.*))?$/.exec(command) ?? [];
	const script = scripts[name] ?? `echo there is no ${name} && false`;
	return `${script.replace('node test/demo/install.mjs && ', '')} ${args}`.trim();
}

/** One start with the options of all these commands and `--help`, which shows at least that they are known. */
const helps = (words: Record<string, RegExp>): Array<[string, Proof]> => {
	const commands = Object.keys(words);
	const options = commands.map((command) => command.split(' -- ')[1] ?? '').join(' ');
	const [script = ''] = commands[0]?.split(' -- ') ?? [];
	const line = `${scriptOf(`${script} -- ${options.replaceAll('--help', '')}`)} --help`;
	return commands.map((command) => [
		command,
		async () => expect(await shell(line)).toMatch(words[command] ?? ''),
	]);
};

/** All that jest runs. */
const lists = (jest: string, ...paths: string[]): Proof => {
	return async () => {
		const output = await shell(`${jest} --listTests`);
		for (const path of paths) expect(output).toContain(join(root, path));
	};
};

/** A line of a script or workflow. */
const runIn = (file: string, line: string): Proof => {
	return () => {
		const lines = readPaper(file).split('\n');
		expect(lines.filter((one) => !/^\s*#/.test(one) && one.endsWith(` ${line}`))).not.toEqual([]);
	};
};

const standsIn = (file: string, ...texts: string[]): Proof => {
	return () => {
		for (const text of texts) expect(readPaper(file)).toContain(text);
	};
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

const suites = ['editor', 'phone', 'queue', 'scanner', 'start'];
const operations = 'test/node/operations';
const operationFile = 'nodes/GoSms/resources/order/cancel.operation.ts';

const proofs = new Map<string, Proof>([
	[cloneCommand, async () => await clone(cloneCommand, enterCommand)],
	// Behind it, in the same block.
	[enterCommand, async () => await clone(cloneCommand, enterCommand)],
	['npm cit', runIn('.ci/run', 'npm cit')],
	// What `npm cit` runs when it has installed.
	['npm test', runIn('.ci/run', 'npm cit')],
	['npm run lint', standsIn('package.json', '"test": "npm run lint && npm run build && ')],
	['npm run build', standsIn('package.json', '"test": "npm run lint && npm run build && ')],
	['npm run format', format],
	['npm run demo', runIn('.ci/run', 'npm run demo')],
	['npm run demo -- --timeout', runIn('.ci/run', 'npm run demo -- --timeout')],
	['npm run demo -- --no-stock', runIn('.ci/run', 'npm run demo -- --no-stock')],
	['npm start', standsIn('test/e2e/startCommand.mts', "spawn('npm', ['start', '--', '--folder'")],
	...helps({ 'npm start -- --help': /--reset/ }),
	['npm run dev', standsIn('test/e2e/startCommand.mts', "'--dev', '--folder'")],
	['npm run sandbox', standsIn('test/sandbox/tests/cli.test.mts', "'test/sandbox/cli.mts'")],
	...helps({
		'npm run sandbox -- --help': /--sms-after/,
		'npm run sandbox -- --port 4010': /--port/,
	}),
	...helps({
		'npm run contract': /--buy APP REGION/,
		'npm run contract -- --help': /--buy APP REGION/,
	}),
	...helps({ 'npm run bench': /contest:\n/, 'npm run bench -- --help': /thousand-engine/ }),
	['npm run test:long', runIn('.ci/run', 'npm run test:long')],
	['npm run test:drift', lists(scriptOf('npm run test:drift'), 'test/drift/whole/all.mts')],
	['npm run test:e2e', runIn('.ci/run', 'npm run test:e2e')],
	...helps({
		'npm run test:e2e -- --help': /versions +2\.\d+/,
		...Object.fromEntries(
			suites.map((suite) => [
				`npm run test:e2e -- --suite ${suite}`,
				new RegExp(`suites .*\\b${suite}\\b`),
			]),
		),
	}),
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
		lists(jestCommand.slice(4), ...suite.split(' ')),
	]),
	[
		`${jestCommand} ${operations} -t 'of Balance: Get'`,
		async () =>
			expect(
				await shell(`${jestCommand.slice(4)} ${operations} --silent -t 'of Balance: Get'`),
			).toMatch(/^Tests: .*\b1 passed/m),
	],
	[
		`${jestCommand} --findRelatedTests ${operationFile}`,
		async () =>
			expect(
				await shell(`${jestCommand.slice(4)} --listTests --findRelatedTests ${operationFile}`),
			).toContain(join(root, 'test/node/errors.test.mts')),
	],
	['bash .ci/run', async () => void (await shell('bash -n .ci/run'))],
	['npm version', standsIn('package.json', '"release": "npm version"')],
	['npm run release', standsIn('test/release/release.test.mts', "'npm', 'run', 'release', '--'")],
	[
		'npm run release -- minor',
		standsIn('test/release/release.test.mts', "'npm', 'run', 'release', '--'"),
	],
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
		await shell(scriptOf('npm run format'), copy);
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
		.filter((code) => /^(npm|npx|node|git|bash|n8n|n8n-node|tsx|docker|apt-get) /.test(code));
	return [...inBlocks, ...inText];
}

const told = [...new Set(papers.flatMap((paper) => commandsOf(readPaper(paper))))].sort();

describe.each(papers)('%s', (paper) => {
	it('has no command that nothing runs', () => {
		const unknown = commandsOf(readPaper(paper)).filter(
			(command) => !proofs.has(command) && !notRun.has(command),
		);
		expect(unknown).toEqual([]);
	});

	it('has no code but for the shell', () => {
		const languages = blocksOf(readPaper(paper)).map(({ language }) => language);
		expect(languages.filter((language) => language !== 'bash')).toEqual([]);
	});
});

it('the table has no command that no document tells', () => {
	expect(told).toEqual([...proofs.keys(), ...notRun.keys()].sort());
});

it.each([...proofs.keys()])('%s', async (command) => await proofs.get(command)?.());

it('a command that nothing runs would be noticed', async () => {
	expect(commandsOf('```bash\nnpm run nonsense\n```\nand `npx nonsense now`, `… test/x`')).toEqual([
		'npm run nonsense',
		'npx nonsense now',
		`${jestCommand} test/x`,
	]);
	await expect(shell(scriptOf('npm run nonsense'))).rejects.toThrow('there is no nonsense');
	await expect(shell(scriptOf('npm run sandbox -- --nonsense --help'))).rejects.toThrow('nonsense');
	expect(runIn('.ci/run', 'npm run')).toThrow();
	expect(standsIn('.ci/run', 'npm run nonsense')).toThrow();
});
