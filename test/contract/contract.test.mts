import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.mts';
import { run } from './run.mts';

const key = 'ch_very-secret-key';
const username = 'channel_of_jane';
const text = 'Your secret word is 918273, says Acme';
const open: Array<() => Promise<unknown>> = [];
let sandbox: Sandbox;

beforeEach(async () => await restart());
afterEach(async () => {
	for (const close of open.splice(0)) await close();
});

async function restart(options: SandboxOptions = {}): Promise<void> {
	const started = await startSandbox({ accounts: [{ key, username }], ...options });
	started.control.seedHistory({ count: 25 });
	open.push(async () => {
		await started.close();
		expect(started.violations).toEqual([]);
	});
	sandbox = started;
}

type Change = (body: string, path: string) => string | { status: number; body: string };

/** A server that passes everything on to the sandbox, and changes what comes back. */
async function before(change: Change): Promise<string> {
	const server = createServer((request, response) => {
		void (async () => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const path = request.url ?? '';
			const answer = await fetch(`${new URL(sandbox.baseUrl).origin}${path}`, {
				method: request.method ?? 'GET',
				headers: {
					authorization: request.headers.authorization ?? '',
					...(chunks.length > 0 && { 'content-type': 'application/json' }),
				},
				...(chunks.length > 0 && { body: Buffer.concat(chunks).toString() }),
			});
			const changed = change(await answer.text(), `${request.method} ${path}`);
			const { status, body } =
				typeof changed === 'string' ? { status: answer.status, body: changed } : changed;
			response
				.writeHead(status, { 'x-ratelimit-limit': '300', location: '/api/v1/elsewhere' })
				.end(body);
		})();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	open.push(async () => {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

type Told = { code: number; output: string; files: Map<string, string>; questions: string[] };

async function contract(
	argv: string[],
	env: NodeJS.ProcessEnv = {},
	yes = false,
	onPause: (ms: number) => void = (ms) => sandbox.control.advance(ms),
): Promise<Told> {
	const lines: string[] = [];
	const files = new Map<string, string>();
	const questions: string[] = [];
	const surroundings = {
		print: (line: string) => void lines.push(line),
		ask: async (question: string) => {
			questions.push(question);
			return await Promise.resolve(yes);
		},
		pause: async (ms: number) => await Promise.resolve(onPause(ms)),
		write: (path: string, written: string) => void files.set(path, written),
	};
	const all = { GOSMS_API_KEY: key, GOSMS_BASE_URL: sandbox.baseUrl, ...env };
	const code = await run(argv, all, surroundings);
	return { code, output: lines.join('\n'), files, questions };
}

/** The line of the table, with single spaces. */
function rowOf({ output }: Told, what: string): string {
	const rows = output.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
	return rows.filter((line) => line.startsWith(`${what} | `)).join('\n');
}

/** An order whose SMS has come. */
function receive(): void {
	const { orderId } = sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	sandbox.control.deliver(orderId, { code: '918273', content: text });
}

const secretsOf = () => [
	key,
	key.slice(3),
	username,
	'demo@example.com',
	text,
	'918273',
	...sandbox.control.orders().map(({ phone }) => phone.slice(1)),
];

describe('on the documented API', () => {
	it('finds nothing unlike the document, by reading only', async () => {
		await restart({ completeAfterMs: null });
		receive();
		const told = await contract([]);
		expect(told).toMatchObject({ code: 0, questions: [] });
		expect(told.output).toMatch(/\n\nThe node copes with all \d+ findings\.$/);
		expect(told.output).not.toMatch(/ (no|missing|null)\n/);
		expect(rowOf(told, 'order, received')).toBe('order, received | an order | an order | yes');
		for (const status of ['pending', 'received', 'completed', 'cancelled'])
			expect(rowOf(told, `orders, only ${status}`)).toMatch(/ \d+ rows \| yes$/);
		expect(rowOf(told, 'unknown order')).toContain('ORDER_NOT_FOUND');
		expect(rowOf(told, 'wrong key')).toContain('UNAUTHORIZED');
		expect(sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('says so where an account has no order', async () => {
		await restart();
		sandbox.control.reset();
		const told = await contract([]);
		expect(told.code).toBe(0);
		expect(rowOf(told, 'order')).toContain('no order yet | -');
	});

	it('tells a clock that is wrong', async () => {
		await restart({ skewMs: 3_600_000 });
		const told = await contract([]);
		expect(rowOf(told, 'the Date header against this machine')).toMatch(/3(599|600|601) s ahead/);
	});

	it('waits when it is refused as one too many', async () => {
		sandbox.control.addFault({ kind: 'rateLimited', endpoint: 'profile', times: 2 });
		const pauses: number[] = [];
		const told = await contract([], {}, false, (ms) => {
			pauses.push(ms);
			sandbox.control.advance(ms);
		});
		expect(told.code).toBe(0);
		expect(rowOf(told, 'answers of 429')).toMatch(/\| 2 of \d+ \| yes$/);
		expect(pauses.filter((ms) => ms >= 5_000)).toHaveLength(2);
		expect(Math.min(...pauses)).toBeGreaterThan(100);
	});
});

describe('before an API that is unlike its document', () => {
	it('copes with prices as texts, an envelope and further fields', async () => {
		const baseUrl = await before((body) => {
			const changed = body.replace(/"price":([\d.]+)/g, '"price":"$1","tax":0');
			return `{"code":0,"message":"ok","data":${changed}}`;
		});
		const told = await contract([], { GOSMS_BASE_URL: baseUrl });
		expect(rowOf(told, 'balance')).toBe('balance | an object | an object in an envelope | yes');
		expect(rowOf(told, 'orders, 20 a page: price')).toBe(
			'orders, 20 a page: price | number | a text that holds a number (20 of 20) | yes',
		);
		expect(rowOf(told, 'orders, 20 a page')).toContain('also tax | yes');
		expect(rowOf(told, 'rate-limit headers')).toContain('x-ratelimit-limit: 300');
	});

	it.each<[string, string, Change]>([
		[
			'balance: available_balance',
			'missing',
			(body) => body.replace('"available_balance"', '"spendable"'),
		],
		[
			'orders, 100 a page: status',
			'“on hold” (25 of 25)',
			(body) => body.replace(/"status":"\w+"/g, '"status":"on hold"'),
		],
		[
			'profile',
			'HTTP 502, no JSON of the API (trouble)',
			(body, path) =>
				path.includes('profile') ? { status: 502, body: `<p>${username} ${key}</p>` } : body,
		],
		[
			'profile',
			'HTTP 302, no JSON of the API (other)',
			(body, path) => (path.includes('profile') ? { status: 302, body: '' } : body),
		],
		[
			'unknown order',
			'HTTP 400, no code, “hm”',
			(body, path) =>
				path.includes('/order/999') ? { status: 400, body: '{"error":"hm"}' } : body,
		],
		[
			'unknown order',
			'accepted',
			(body, path) =>
				path.includes('/order/999') ? { status: 200, body: '{"order_id":1,"phone":"1"}' } : body,
		],
		[
			'orders, only pending',
			'HTTP 500, no code, “nothing here”',
			(body, path) =>
				path.includes('status=pending') ? { status: 500, body: '{"error":"nothing here"}' } : body,
		],
	])('says that the node does not cope: %s %s', async (what, seen, change) => {
		const told = await contract([], { GOSMS_BASE_URL: await before(change) });
		expect(rowOf(told, what)).toContain(`| ${seen} | no`);
		expect(told.output.split('\n').at(-1)).toMatch(
			/^The node does not cope with \d+ of \d+ findings: /,
		);
		expect(told.output.split('\n').at(-1)).toContain(what);
		expect(told.code).toBe(1);
	});
});

describe('masking', () => {
	it('lets nothing of the account into output and file, though the API repeats it', async () => {
		receive();
		sandbox.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const { phone } = sandbox.control.orders().at(-1) ?? { phone: '' };
		const echo = `no: ${key} ${key.slice(3)} ${username} demo@example.com ${phone} ${phone.slice(1)} 918273 ${text}`;
		const baseUrl = await before((body, path) =>
			path.includes('/order/999') || path.includes('size=100')
				? { status: 500, body: JSON.stringify({ error: echo }) }
				: body,
		);
		const told = await contract(['--json', 'report.json'], { GOSMS_BASE_URL: baseUrl });
		const file = told.files.get('report.json') ?? '';
		expect(rowOf(told, 'unknown order')).toContain('“no: ‹');
		for (const secret of secretsOf()) {
			expect(told.output).not.toContain(secret);
			expect(file).not.toContain(secret);
		}
		const report: unknown = JSON.parse(file);
		expect(report).toMatchObject({ copes: false, judgement: told.output.split('\n').at(-1) });
		expect(file).toContain('‹e-mail›');
	});
});

describe('--buy', () => {
	const buy = ['--buy', 'whatsapp', 'ID'];

	beforeEach(async () => await restart({ sms: { default: { delayMs: null } } }));

	it('asks before, and buys nothing without a yes', async () => {
		const told = await contract(buy);
		expect(told.code).toBe(0);
		expect(told.questions).toHaveLength(1);
		expect(rowOf(told, 'purchase')).toContain('not wanted');
		expect(sandbox.requests.some(({ method }) => method === 'POST')).toBe(false);
	});

	it.each([
		[buy, true],
		[[...buy, '--yes'], false],
	])('%j: buys, looks, cancels and tells the cost', async (argv, yes) => {
		const told = await contract(argv, {}, yes);
		expect(told.code).toBe(0);
		expect(told.questions).toHaveLength(yes ? 1 : 0);
		expect(rowOf(told, 'cancel')).toContain('| cancelled | yes');
		expect(rowOf(told, 'cost')).toMatch(/price (\S+), held \1, given back \1, .* end: 0 \|/);
		const last = sandbox.control.orders().at(-1);
		expect(told.output).toContain(`Bought order ${last?.orderId};`);
		for (const secret of secretsOf()) expect(told.output).not.toContain(secret);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it('tries a cancel again that came too early', async () => {
		sandbox.control.setSettings({ earlyCancelMs: 100_000 });
		const told = await contract([...buy, '--yes']);
		expect(rowOf(told, 'cancel')).toMatch(/cancelled after [45] attempts \(refused: HTTP 400/);
		expect(told.code).toBe(0);
		expect(sandbox.control.account().frozenBalance).toBe(0);
	});

	it('names an order that it could not cancel, and what to do', async () => {
		sandbox.control.setSettings({ earlyCancelMs: 500_000 });
		const told = await contract([...buy, '--yes']);
		const id = sandbox.control.orders().at(-1)?.orderId;
		expect(told.output).toContain(`Order ${id} is still open: cancel it in the GoSMS panel`);
		expect(rowOf(told, 'cancel')).toMatch(new RegExp(`still open .*order ${id} \\| no$`));
		expect(told.code).toBe(1);
	});

	it('says that the price is spent when an SMS came meanwhile', async () => {
		sandbox.control.setSettings({
			sms: { default: { delayMs: 4_000, content: text, code: '918273' } },
		});
		const told = await contract([...buy, '--yes']);
		expect(told.output).toMatch(/An SMS came for order \d+: its price is spent/);
		expect(rowOf(told, 'cost')).toContain('given back not told');
		for (const secret of secretsOf()) expect(told.output).not.toContain(secret);
	});

	it('buys nothing where nothing is left, and that is understood', async () => {
		sandbox.control.setSettings({ noStock: true });
		const told = await contract([...buy, '--yes']);
		expect(rowOf(told, 'purchase')).toMatch(/NO_AVAILABLE_NUMBER.*\| yes$/);
		expect(told.code).toBe(0);
	});

	it('names the order of a purchase whose answer was lost', async () => {
		const baseUrl = await before((body, path) =>
			path === 'POST /api/v1/order' ? { status: 200, body: '{}' } : body,
		);
		const told = await contract([...buy, '--yes'], { GOSMS_BASE_URL: baseUrl });
		const id = sandbox.control.orders().at(-1)?.orderId;
		expect(told.output).toContain(`and order ${id} may be open: cancel it`);
		expect(told.code).toBe(1);
	});

	it('says that one may be open where the list cannot tell', async () => {
		const baseUrl = await before((body, path) =>
			path === 'POST /api/v1/order' || path.includes('status=pending')
				? { status: 502, body: '' }
				: body,
		);
		const told = await contract([...buy, '--yes'], { GOSMS_BASE_URL: baseUrl });
		expect(told.output).toMatch(/an order that the list did not show may be open: cancel it/);
		expect(told.code).toBe(1);
	});

	it('needs no look where the cancel says enough', async () => {
		const baseUrl = await before((body, path) =>
			/^GET .*\/order\/\d/.test(path) ? { status: 200, body: '{}' } : body,
		);
		const told = await contract([...buy, '--yes'], { GOSMS_BASE_URL: baseUrl });
		expect(rowOf(told, 'cancel')).toContain('| cancelled | yes');
		expect(told.code).toBe(1);
	});
});

describe('nothing to compare: one sentence and exit code 2', () => {
	it.each<[string, string[], NodeJS.ProcessEnv, RegExp]>([
		['no key', [], { GOSMS_API_KEY: '' }, /^Set GOSMS_API_KEY to your key.*\.$/],
		['no such key', [], { GOSMS_API_KEY: 'sk_other thing' }, /^GOSMS_API_KEY does not look like/],
		['a refused key', [], { GOSMS_API_KEY: 'ch_old' }, /does not accept the key.*\.$/],
		['far http', [], { GOSMS_BASE_URL: 'http://a.example/v1' }, /does not use https.*\.$/],
		['a key for a URL', [], { GOSMS_BASE_URL: 'ch_pasted-here' }, /“‹key›.*is not a URL|‹key›/],
		['nobody there', [], { GOSMS_BASE_URL: 'http://127.0.0.1:9' }, /cannot be reached: no answer/],
		['an unknown option', ['--bye'], {}, /^There is no such option/],
		['an app without a region', ['--buy', 'whatsapp'], {}, /^--buy wants an app and a country/],
		['a region without --buy', ['ID'], {}, /^--buy wants an app and a country/],
	])('%s', async (_, argv, env, sentence) => {
		const told = await contract(argv, env);
		expect(told.output).toMatch(sentence);
		expect(told.output).not.toMatch(/\n|sk_other|ch_old|ch_pasted/);
		expect(told.code).toBe(2);
	});

	it('a report that cannot be written', async () => {
		const told = await run(
			['--json', '/nowhere/x'],
			{ GOSMS_API_KEY: key, GOSMS_BASE_URL: sandbox.baseUrl },
			{
				print: () => undefined,
				ask: async () => await Promise.resolve(false),
				pause: async () => await Promise.resolve(),
				write: () => {
					throw new Error('ENOENT');
				},
			},
		);
		expect(told).toBe(2);
	});

	it('--help asks nobody', async () => {
		const told = await contract(['--help'], { GOSMS_API_KEY: '' });
		expect(told.code).toBe(0);
		expect(told.output).toContain('--buy APP REGION');
		expect(sandbox.requests).toEqual([]);
	});
});
