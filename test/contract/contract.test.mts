import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import type { Asked, Change, Deviation } from '../drift/deviation.mts';
import { Front } from '../drift/place/front.mts';
import { Place } from '../drift/place/place.mts';
import { endpointNames } from '../sandbox/endpoints/endpoint.mts';
import { startSandbox } from '../sandbox/server.mts';
import { quietLoop, VirtualClock } from '../simulation/virtualClock.mts';
import { run } from './run.mts';

const clock = new VirtualClock(undefined, quietLoop);
const front = new Front();
const code = '918273';
const sms = `Your secret word is ${code}, says Acme`;
const never = { sms: { default: { delayMs: null } }, completeAfterMs: null };

beforeAll(async () => {
	await front.listen();
	// For its first request a process compiles an HTTP parser, in a thread that no turn of the event loop tells of.
	const first = front.open('first', async () => await Promise.resolve('drop'));
	await expect(fetch(first)).rejects.toThrow('fetch failed');
});
afterAll(async () => await front.end());

type Setting = Partial<Deviation> & {
	argv?: string[];
	env?: NodeJS.ProcessEnv;
	loses?: 'create';
	yes?: boolean;
	/** How many finished orders the account has. */
	history?: number;
	prepare?: (place: Place, stop: Stop) => void;
	onPrint?: (line: string, stop: Stop) => void;
};

/** Runs the command before a sandbox that deviates, in virtual time. */
async function contract(setting: Setting = {}) {
	const { argv = [], env, loses, yes = false, history = 25, prepare, onPrint } = setting;
	const settings = { ...never, ...setting.settings };
	const deviation = { name: '', on: endpointNames, ...setting, settings };
	const place = new Place(front, clock, deviation, { loses });
	place.core.control.seedHistory({ count: history });
	const lines: string[] = [];
	const files: string[] = [];
	const questions: string[] = [];
	const owed: string[] = [];
	const stop = new Stop();
	prepare?.(place, stop);
	const startMs = clock.now();
	const own = { GOSMS_API_KEY: place.key, GOSMS_BASE_URL: place.baseUrl, ...env };
	const work = run(['--json', 'report.json', ...argv], own, {
		print: (line) => {
			lines.push(line);
			onPrint?.(line, stop);
		},
		owe: (text) => owed.push(text),
		stop,
		ask: async (question) => {
			questions.push(question);
			return await Promise.resolve(yes);
		},
		clock,
		write: (_, text) => files.push(text),
	});
	const exit = await clock.run(work);
	place.close();
	expect(place.core.violations).toEqual([]);
	expect(owed.at(-1) ?? '').toBe('');
	const posts = place.core.requests.flatMap(({ method, path }) => (method === 'POST' ? path : []));
	const output = lines.join('\n');
	const { orderId = NaN } = place.bought.at(-1) ?? {};
	const ms = clock.now() - startMs;
	const told = { output, judgement: output.split('\n').at(-1), file: files.join() };
	return { ...told, exit, questions, owed, posts, orderId, ms, place };
}

/** What the table says was seen of something, and whether the node copes. */
function seenOf({ output }: { output: string }, what: string): string[] {
	const rows = output.split('\n').map((line) => line.split(/ {2,}/));
	return rows.filter(([first]) => first === what).map((row) => row.slice(2).join(' | '));
}

type Row = { exit: number; what: string; seen: string; setting: Setting };

async function expectRow({ exit, what, seen, setting }: Row) {
	const told = await contract(setting);
	expect(seenOf(told, what)).toContain(seen);
	expect(told.exit).toBe(exit);
	const isBad = exit === 1 && seen.endsWith('| no');
	if (isBad) expect(told.judgement).toMatch(/^The node does not cope with \d+ of \d+ findings: /);
	if (isBad) expect(told.judgement).toContain(what);
	return told;
}

const swap =
	(pattern: RegExp, by: string): Change =>
	(answer) => ({ ...answer, text: answer.text.replace(pattern, by) });
const edit = (pattern: RegExp, by: string): Setting => ({ change: swap(pattern, by) });

const isLike = (request: RegExp, { method, path, query }: Asked) =>
	request.test(`${method} ${path}?${JSON.stringify(query)}`);

/** Another answer where the request is like this; the sandbox has done what it was asked. */
const instead = (request: RegExp, status: number, text: string): Setting => ({
	change: (answer, { asked }) => (isLike(request, asked) ? { ...answer, status, text } : answer),
});

/** Another answer, and the sandbox knows nothing of the request. */
const refuse = (request: RegExp, status: number, text: string): Setting => ({
	ask: (asked) => (isLike(request, asked) ? { status, headers: {}, text } : asked),
});

const header = (name: string, value: string): Setting => ({
	change: (answer) => ({ ...answer, headers: { ...answer.headers, [name]: value } }),
});

const receive = ({ core }: Place) => {
	const { orderId } = core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	core.control.deliver(orderId, { code, content: sms });
};

it('finds nothing unlike the document, by reading only, and writes a report', async () => {
	const told = await contract({ prepare: receive });
	expect(told).toMatchObject({ exit: 0, questions: [], posts: [], owed: [] });
	expect(told.output).toMatch(/\n\nThe node copes with all \d+ findings\.$/);
	expect(told.output).not.toMatch(/ (no|missing|null)\n|\balso\b/);
	expect(seenOf(told, 'order, received')).toEqual(['an order | yes']);
	const lists = told.output.match(/^(orders|transactions), (\d+ a page|only [a-z]+) .*/gm);
	expect(lists).toEqual(Array(8).fill(expect.stringMatching(/ {2}\d+ rows +yes$/)));
	const wrongKey = { what: 'wrong key', document: '401, UNAUTHORIZED', copes: true };
	expect(JSON.parse(told.file)).toEqual({
		package: 'n8n-nodes-gosms',
		version: expect.stringMatching(/^\d+\.\d+\.\d+/),
		node: process.version,
		date: expect.stringMatching(/^2026-01-01T/),
		baseUrl: told.place.baseUrl.replace(told.place.key.slice(3), '‹key›'),
		copes: true,
		judgement: told.judgement,
		findings: expect.arrayContaining([expect.objectContaining(wrongKey)]),
	});
});

const twice429: Change = (answer, { endpoint, nth }) =>
	endpoint === 'profile' && nth < 3 ? { ...answer, status: 429, text: '{}' } : answer;
it.each<Row>`
	exit | what                                      | seen                                                                     | setting
	${0} | ${'order'}                                | ${'the account has no orders yet | -'}                                   | ${{ history: 0 }}
	${0} | ${'the Date header against this machine'} | ${'3600 s ahead | yes'}                                                  | ${{ settings: { skewMs: 3_600_000 } }}
	${0} | ${'unknown order'}                        | ${'HTTP 404, ORDER_NOT_FOUND, understood as “notFound” | yes'}           | ${{}}
	${0} | ${'answers of 429'}                       | ${'2 of 17 | yes'}                                                       | ${{ change: twice429 }}
	${0} | ${'orders, 20 a page: price'}             | ${'a text that holds a number (20 of 20) | yes'}                         | ${edit(/"price":([\d.]+)/g, '"price":"$1"')}
	${0} | ${'orders, 20 a page: price'}             | ${'a text (20 of 20) | yes'}                                             | ${edit(/"price":([\d.]+)/g, '"price":"free"')}
	${0} | ${'orders, 20 a page'}                    | ${'20 rows, oldest first | yes'}                                         | ${{ settings: { listOrder: 'oldestFirst' } }}
	${0} | ${'orders, 20 a page'}                    | ${'also tax (20 of 20) | yes'}                                           | ${edit(/"price"/g, '"tax":0,"price"')}
	${0} | ${'orders, 20 a page: created_at'}        | ${'spelled createdAt (20 of 20) | yes'}                                  | ${edit(/created_at/g, 'createdAt')}
	${0} | ${'orders, 20 a page: created_at'}        | ${'another form of time (20 of 20) | yes'}                               | ${edit(/(\d)T(\d.{7})Z/g, '$1 $2')}
	${0} | ${'orders, 20 a page: phone'}             | ${'null (20 of 20) | yes'}                                               | ${edit(/"phone":"[^"]+"/g, '"phone":null')}
	${0} | ${'balance'}                              | ${'an object in an envelope | yes'}                                      | ${edit(/^(.*)$/s, '{"code":0,"data":$1}')}
	${0} | ${'balance: available_balance'}           | ${'missing | yes'}                                                       | ${edit(/"available_balance"/, '"spendable"')}
	${0} | ${'balance'}                              | ${'also one of another name | yes'}                                      | ${edit(/"available_balance"/, '"spendable"')}
	${1} | ${'orders, 100 a page: status'}           | ${'“on hold” (25 of 25) | no'}                                           | ${edit(/"status":"\w+"/g, '"status":"on hold"')}
	${1} | ${'order, completed'}                     | ${'an order without code or text: a wait for it ends with nothing | no'} | ${edit(/"(code|content)":"[^"]*"/g, '"$1":null')}
	${1} | ${'order, completed: its life'}           | ${'implausible | no'}                                                    | ${edit(/"expired_at":"\d+/g, '"expired_at":"2031')}
	${1} | ${'profile'}                              | ${'HTTP 502, no JSON of the API, understood as “trouble” | no'}          | ${instead(/profile/, 502, '<p>')}
	${1} | ${'profile'}                              | ${'HTTP 302, no JSON of the API, understood as “other” | no'}            | ${instead(/profile/, 302, '')}
	${1} | ${'unknown order'}                        | ${'HTTP 400, no code, understood as “parameters” | no'}                  | ${instead(/999999/, 400, '{"error":"hm"}')}
	${1} | ${'unknown order'}                        | ${'HTTP 200, but it shows order 1, not 999999999999 | no'}               | ${instead(/999999/, 200, '{"order_id":1,"phone":"1"}')}
	${1} | ${'orders, only pending'}                 | ${'HTTP 500, no code, understood as “trouble” | no'}                     | ${instead(/pending/, 500, '{"error":"hm"}')}
	${0} | ${'orders, only pending'}                 | ${'HTTP 400, no code, understood as “parameters” | yes'}                 | ${instead(/pending/, 400, '{}')}
	${0} | ${'orders, 100 a page'}                   | ${'HTTP 400, no code, understood as “parameters” | yes'}                 | ${instead(/orders.*100/, 400, '{}')}
	${1} | ${'orders, 20 a page'}                    | ${'20 rows, 20 without an ID | no'}                                      | ${edit(/"order_id"/g, '"ordinal"')}
	${1} | ${'wrong key'}                            | ${'accepted | no'}                                                       | ${instead(/balance/, 200, '{"balance":1}')}
	${0} | ${'rate-limit headers'}                   | ${'x-ratelimit-limit: 300 | yes'}                                        | ${header('x-ratelimit-limit', '300')}
`('says of $what: $seen', expectRow);

const phone = '628123456789';
const secrets = ['channel_of_jane', 'jane.doe@example.com', `+${phone}`, phone, sms, code];
const number = /("(?!order_id|id|total|page)\w+"):[\d.]+/g;
const name = /"(?!(?:orders|transactions|total|page|page_size|order_id|id)")\w+":/g;
const json = (value: unknown) => JSON.stringify(value);
const refusal = (error: string) => json({ error, code: error });
it.each<{ where: string; put: (secret: string) => Setting }>`
	where                        | put
	${'sentences and codes'}     | ${(one: string) => instead(/profile|order/, 400, refusal(one))}
	${'a success'}               | ${(message: string) => instead(/profile|order/, 200, json({ success: false, message }))}
	${'pages'}                   | ${(one: string) => instead(/profile|order/, 200, `<title>${one}</title>${one}`)}
	${'each value'}              | ${(one: string) => edit(/:"[^"]*"/g, `:${json(one)}`)}
	${'each number'}             | ${(one: string) => edit(number, `$1:${Number(one.replace(/\D/g, ''))}`)}
	${'names'}                   | ${(one: string) => edit(name, `${json(one)}:0,"u_${one}":0,$&`)}
	${'a header'}                | ${(one: string) => header('x-ratelimit-limit', one)}
	${'the name of a header'}    | ${(one: string) => header(`x-ratelimit-${one.replace(/\W/g, '-')}`, one)}
	${'what a buyer is refused'} | ${(one: string) => instead(/POST/, 400, refusal(one))}
`('nothing of the account is shown, whatever the server puts into $where', async ({ put }) => {
	const argv = ['--buy', 'whatsapp', 'ID', '--yes'];
	for (const secret of secrets) {
		const told = await contract({ ...put(secret), prepare: receive, argv });
		expect(told.output).toContain('node copes');
		const { key, core } = told.place;
		const phones = core.control.orders().map((order) => order.phone.slice(1));
		const { username } = core.control.account();
		for (const one of [secret, key, key.slice(3), 'Acme', phone, username, ...phones])
			expect(`${told.output}${told.file}`).not.toContain(one);
	}
});

describe('--buy', () => {
	const asking = ['--buy', 'WhatsApp', 'id'];
	const argv = [...asking, '--yes'];
	const doubt = expect.stringMatching(
		/^A number for whatsapp in ID may have been bought\. .*cancel it in/,
	);

	it.each([true, false])('buys, looks, cancels and tells the cost; asked: %s', async (yes) => {
		const told = await contract({ argv: yes ? asking : argv, yes });
		const posts = [/order$/, /cancel$/].map((path) => expect.stringMatching(path));
		expect(told).toMatchObject({ exit: 0, posts });
		const question = expect.stringMatching(/^Buy one number for whatsapp in ID/);
		expect(told.questions).toEqual(yes ? [question] : []);
		expect(seenOf(told, 'cancel')).toEqual(['cancelled | yes']);
		expect(seenOf(told, 'cost').join()).toMatch(
			/^price (\S+), held \1, refunded \1, net cost 0 \| -$/,
		);
		expect(seenOf(told, 'order, pending')).toHaveLength(2);
		expect(told.output).toContain(`Bought order ${told.orderId}.`);
		expect(told.file).not.toContain(String(told.orderId));
		// From before the purchase on, until it is given back.
		const open = `^Order ${told.orderId} is still open: cancel it in the GoSMS panel`;
		expect(told.owed).toEqual([doubt, expect.stringMatching(open), '']);
	});

	const noPhone = swap(/"phone":/, '"p":');
	const onlyIn: Change = (answer, seen) =>
		seen.endpoint === 'create' ? noPhone(answer, seen) : answer;
	const soon = { sms: { default: { delayMs: 4_000, content: sms, code } } };
	const unread = 'not bought: not all reading calls worked | -';
	const open = 'still open, see above';
	it.each<Row & { posts: number }>`
		exit | posts | what                 | seen                                                                                       | setting
		${0} | ${0}  | ${'purchase'}        | ${'not bought: nobody said yes | -'}                                                       | ${{ argv: asking }}
		${1} | ${0}  | ${'purchase'}        | ${unread}                                                                                  | ${instead(/balance/, 200, '{}')}
		${1} | ${0}  | ${'purchase'}        | ${unread}                                                                                  | ${instead(/profile/, 200, '{}')}
		${1} | ${0}  | ${'purchase'}        | ${unread}                                                                                  | ${instead(/user\/orders/, 502, '')}
		${1} | ${0}  | ${'purchase'}        | ${unread}                                                                                  | ${instead(/transactions/, 404, '{}')}
		${1} | ${0}  | ${'purchase'}        | ${unread}                                                                                  | ${instead(/\/order\/1/, 500, '{}')}
		${0} | ${0}  | ${'purchase'}        | ${'stopped | yes'}                                                                         | ${{ prepare: (_: Place, stop: Stop) => stop.fire() }}
		${0} | ${1}  | ${'purchase'}        | ${'HTTP 503, NO_AVAILABLE_NUMBER, understood as “stock” | yes'}                            | ${{ settings: { noStock: true } }}
		${0} | ${0}  | ${'purchase'}        | ${'HTTP 403, no code, understood as “access” | yes'}                                       | ${refuse(/POST/, 403, '{}')}
		${1} | ${0}  | ${'purchase'}        | ${'HTTP 418, no code, understood as “other” | no'}                                         | ${refuse(/POST/, 418, '{}')}
		${1} | ${2}  | ${'purchase: phone'} | ${'in no answer | no'}                                                                     | ${{ change: noPhone }}
		${0} | ${2}  | ${'purchase: phone'} | ${'missing | yes'}                                                                         | ${{ change: onlyIn }}
		${0} | ${4}  | ${'cancel'}          | ${'cancelled, attempt 3 after HTTP 400, INVALID_PARAMS, understood as “parameters” | yes'} | ${{ settings: { earlyCancelMs: 100_000 } }}
		${1} | ${1}  | ${'cancel'}          | ${`${open}, attempt 5 after HTTP 409, no code, understood as “other” | no`}                | ${refuse(/cancel/, 409, '{}')}
		${1} | ${1}  | ${'cancel'}          | ${`${open} | no`}                                                                          | ${refuse(/cancel/, 200, '{"refund_amount":1}')}
		${0} | ${2}  | ${'cancel'}          | ${'arrived | yes'}                                                                         | ${{ settings: soon }}
	`('$what: $seen', async ({ posts, ...row }) => {
		const told = await expectRow({ ...row, setting: { argv, ...row.setting } });
		expect(told.posts).toHaveLength(posts);
		const left = `\nOrder ${told.orderId} is still open: cancel it`;
		expect(told.output.includes(left)).toBe(row.seen.startsWith(open));
	});

	const lost: Setting = { loses: 'create' };
	const pendingRow = swap(/\{"order_id":[^}]*"status":"pending"[^}]*\},?/, '');
	const late: Change = (answer, seen) => {
		const { endpoint, nth, asked } = seen;
		if (endpoint === 'transactions') return { ...answer, text: '{"transactions":[],"total":0}' };
		if (endpoint !== 'orders' || (nth > 10 && !asked.query?.status)) return answer;
		return pendingRow(answer, seen);
	};
	const deaf: Change = (answer, { endpoint, nth }) => {
		const readsUntil = { orders: 6, transactions: 2, create: 0 }[String(endpoint)] ?? Infinity;
		return nth > readsUntil ? { ...answer, status: 502, text: '' } : answer;
	};
	const falling: Setting = {
		...lost,
		...edit(/"order_id":123([456]\d)/g, '"order_id":9123$1'),
		ask: (asked) => ({ ...asked, path: asked.path.replace('/9123', '/123') }),
	};
	const found = 'possible orders: 1, see above';
	it.each<{ what: string; end: string; setting: Setting }>`
		what                            | end                               | setting
		${'a lost answer'}              | ${found}                          | ${lost}
		${'an answer without an order'} | ${found}                          | ${instead(/POST/, 200, '{}')}
		${'trouble after a purchase'}   | ${found}                          | ${instead(/POST/, 500, '{"error":"订单不存在"}')}
		${'one that no filter shows'}   | ${found}                          | ${{ ...lost, change: late }}
		${'one whose ID is lower'}      | ${found}                          | ${falling}
		${'lists that fail'}            | ${'the orders could not be read'} | ${{ change: deaf }}
		${'a purchase that was none'}   | ${'no such order was listed'}     | ${refuse(/POST/, 504, '')}
	`('warns, looks for half a minute and says what to do: $what', async ({ end, setting }) => {
		const told = await contract({ argv, ...setting });
		expect(told.exit).toBe(1);
		expect(told.output.split('\n')).toContainEqual(doubt);
		expect(seenOf(told, 'purchase')).toEqual([expect.stringMatching(`; ${end} \\| no$`)]);
		const named = /^It may be order (\d+)\.$/m.exec(told.output)?.[1];
		expect(named).toBe(end === found ? String(told.orderId) : undefined);
		expect(told.posts).toHaveLength(told.place.bought.length);
		expect(told.owed).toEqual([doubt, '']);
		expect(told.ms).toBeGreaterThanOrEqual(30_000);
		expect(told.ms).toBeLessThan(60_000);
	});

	it.each<{ what: string; line: string; posts: number; setting: Setting }>`
		what                                | line              | posts | setting
		${'the looks'}                      | ${'Bought order'} | ${2}  | ${{}}
		${'the search for a lost purchase'} | ${'A number for'} | ${1}  | ${lost}
	`('Ctrl-C ends $what at once', async ({ line, posts, setting }) => {
		const onPrint: Setting['onPrint'] = (text, stop) => text.startsWith(line) && stop.fire();
		const told = await contract({ argv, ...setting, onPrint });
		expect(told.ms).toBeLessThan(6_000);
		expect(seenOf(told, 'order, pending')).toEqual([]);
		expect(told.posts).toHaveLength(posts);
		expect(told.judgement).toMatch(/^The node (copes|does not cope)/);
	});
});

const buy = (...argv: string[]) => ({ argv: ['--buy', ...argv] });
const everywhere = (status: number, text: string) => ({
	...instead(/./, status, text),
	...buy('whatsapp', 'ID', '--yes'),
});
const redirect: Change = ({ headers }) => {
	return { status: 301, headers: { ...headers, location: '/elsewhere/x' }, text: '' };
};
const key = (GOSMS_API_KEY: string) => ({ env: { GOSMS_API_KEY } });
const url = (GOSMS_BASE_URL: string) => ({ env: { GOSMS_BASE_URL } });
it.each<{ what: string; sentence: RegExp; setting: Setting }>`
	what                        | sentence                                       | setting
	${'no key'}                 | ${/^Set GOSMS_API_KEY to your key/}            | ${key('')}
	${'no such key'}            | ${/^Set GOSMS_API_KEY to your key/}            | ${key('sk_other')}
	${'a refused key'}          | ${/: GoSMS does not accept the API key; /}     | ${key('ch_old')}
	${'a disabled account'}     | ${/: GoSMS denied access: .* is disabled/}     | ${{ account: { isActive: false } }}
	${'far http'}               | ${/^GOSMS_BASE_URL .* does not use https/}     | ${url('http://a.example/v1')}
	${'a key for a URL'}        | ${/^GOSMS_BASE_URL .* “‹key›/}                 | ${url('ch_pasted-here')}
	${'nobody there'}           | ${/: n8n could not connect to GoSMS/}          | ${url('http://127.0.0.1:59')}
	${'a web site'}             | ${/: The base URL does not seem to lead to/}   | ${everywhere(200, '<p>')}
	${'a page of 404'}          | ${/: The base URL does not seem to lead to/}   | ${everywhere(404, '404')}
	${'JSON of 404'}            | ${/: The base URL does not seem to lead to/}   | ${everywhere(404, '{"message":"no"}')}
	${'another API'}            | ${/: GoSMS sent an answer that this node can/} | ${everywhere(200, '{}')}
	${'a redirect'}             | ${/: The base URL redirects/}                  | ${{ change: redirect }}
	${'an unknown option'}      | ${/^Unknown option '--bye'/}                   | ${{ argv: ['--bye'] }}
	${'a region without --buy'} | ${/^Only --buy takes an app and a country/}    | ${{ argv: ['ID'] }}
	${'no region'}              | ${/^--buy APP REGION: The region is empty/}    | ${buy('whatsapp')}
	${'a region that is none'}  | ${/“ZZ” is not a country code\. Use/}          | ${buy('whatsapp', 'ZZ')}
	${'a region by its name'}   | ${/Use the two-letter code GB instead/}        | ${buy('x', 'United', 'Kingdom')}
	${'an app that is none'}    | ${/“\?” is not an app code\. Use/}             | ${buy('?', 'ID')}
`(
	'with $what there is nothing to compare: one sentence and exit code 2',
	async ({ sentence, setting }) => {
		const told = await contract(setting);
		expect(told.output).toMatch(sentence);
		expect(told.output).not.toMatch(/\n|sk_other|ch_old|ch_pasted/);
		expect(told).toMatchObject({ exit: 2, posts: [], file: '' });
	},
);

/** @param on after which texts there is a Ctrl-C */
async function command(args: string[], env: NodeJS.ProcessEnv, on: RegExp) {
	const all = ['--import', 'tsx', 'test/contract/contract.mts', ...args];
	const child = spawn(process.execPath, all, { env: { ...process.env, ...env } });
	let output = '';
	const listen = (text: string) => {
		output += text;
		if (!on.test(text)) return;
		// As `tsx` does: one Ctrl-C arrives twice.
		for (const ms of [1_500, 1_550]) setTimeout(() => child.kill('SIGINT'), ms);
	};
	for (const one of [child.stdout, child.stderr]) one.setEncoding('utf8').on('data', listen);
	const exit = await new Promise((done) => child.once('close', done));
	return { exit, output: output.replace(/ {2,}/g, ' | ') };
}

it.each<{ what: string; on: RegExp; faults: ['hang'?]; exit: number; said: RegExp }>`
	what                                   | on                               | faults      | exit   | said
	${'gives the number back first'}       | ${/^Bought/}                     | ${[]}       | ${2}   | ${/back first.*\| cancelled .*ENOENT/s}
	${'says what is left when it hurries'} | ${/^(Bought|Giving the number)/} | ${['hang']} | ${130} | ${/back first.*\nOrder \d+ is still open: cancel it in/s}
`('Ctrl-C of the command itself $what', async ({ on, faults, exit, said }) => {
	const hang = faults.map(() => ({ kind: 'hang', endpoint: 'cancel' }) as const);
	const sandbox = await startSandbox({ ...never, faults: hang });
	const args = ['--buy', 'whatsapp', 'ID', '--yes', '--json', '/nowhere/x'];
	const env = { GOSMS_API_KEY: sandbox.key, GOSMS_BASE_URL: sandbox.baseUrl };
	const told = await command(args, env, on);
	await sandbox.close();
	expect(told).toEqual({ exit, output: expect.stringMatching(said) });
});
