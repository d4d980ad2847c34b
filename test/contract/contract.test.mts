import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stop } from '../../nodes/GoSms/transport/stop.ts';
import type { Answer, Asked, Change, Deviation } from '../drift/deviation.mts';
import { Front } from '../drift/place/front.mts';
import { Place, type PlaceOptions } from '../drift/place/place.mts';
import { quietLoop } from '../drift/place/quietLoop.mts';
import { endpointNames } from '../sandbox/endpoints/endpoint.mts';
import { startSandbox } from '../sandbox/server.mts';
import { VirtualClock } from '../simulation/virtualClock.mts';
import { run } from './run.mts';

const clock = new VirtualClock(undefined, quietLoop);
const front = new Front();
const code = '918273';
const sms = `Your secret word is ${code}, says Acme`;
const never = { sms: { default: { delayMs: null } }, completeAfterMs: null };

beforeAll(async () => await front.listen());
afterAll(async () => await front.end());

type Setting = Partial<Deviation> & {
	argv?: string[];
	env?: NodeJS.ProcessEnv;
	place?: PlaceOptions;
	yes?: boolean;
	prepare?: (place: Place, stop: Stop) => void;
	onPrint?: (line: string, stop: Stop) => void;
};

type Told = Awaited<ReturnType<typeof contract>>;

/** Runs the command before a sandbox that deviates, in virtual time. */
async function contract(setting: Setting = {}) {
	const settings = { ...never, ...setting.settings };
	const deviation = { name: '', on: endpointNames, ...setting, settings };
	const place = new Place(front, clock, deviation, setting.place ?? {});
	place.core.control.seedHistory({ count: 25 });
	const lines: string[] = [];
	const files: string[] = [];
	const questions: string[] = [];
	const owed: string[] = [];
	const stop = new Stop();
	setting.prepare?.(place, stop);
	const startMs = clock.now();
	const env = { GOSMS_API_KEY: place.key, GOSMS_BASE_URL: place.baseUrl, ...setting.env };
	const work = run(['--json', 'report.json', ...(setting.argv ?? [])], env, {
		print: (line) => {
			lines.push(line);
			setting.onPrint?.(line, stop);
		},
		owe: (text) => owed.push(text),
		stop,
		ask: async (question) => {
			questions.push(question);
			return await Promise.resolve(setting.yes ?? false);
		},
		clock,
		write: (_, text) => files.push(text),
	});
	const exit = await clock.run(work);
	place.close();
	expect(place.core.violations).toEqual([]);
	expect(owed.at(-1) ?? '').toBe('');
	const posts = place.core.requests.flatMap(({ method, path }) => (method === 'POST' ? path : []));
	const ms = clock.now() - startMs;
	return { exit, output: lines.join('\n'), file: files.join(), questions, owed, posts, ms, place };
}

/** The lines of the table about something, with single spaces. */
function rowOf({ output }: Told, what: string): string {
	const rows = output.split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
	return rows.filter((line) => line.startsWith(`${what} | `)).join('\n');
}

const edit =
	(pattern: RegExp, by: string): Change =>
	(answer) => ({ ...answer, text: answer.text.replace(pattern, by) });

const asText = ({ method, path, query }: Asked) => `${method} ${path}?${JSON.stringify(query)}`;

/** Another answer where the request is like this; the sandbox has done what it was asked. */
const instead =
	(request: RegExp, status: number, text: string): Change =>
	(answer, { asked }) =>
		request.test(asText(asked)) ? { ...answer, status, text } : answer;

/** Another answer, and the sandbox knows nothing of the request. */
const refuse = (request: RegExp, status: number, text: string): Setting => ({
	ask: (asked): Answer | Asked =>
		request.test(asText(asked)) ? { status, headers: {}, text } : asked,
});

const receive = ({ core }: Place) => {
	const { orderId } = core.control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
	core.control.deliver(orderId, { code, content: sms });
};

describe('on the documented API', () => {
	it('finds nothing unlike the document, by reading only, and writes a report', async () => {
		const told = await contract({ prepare: receive });
		expect(told).toMatchObject({ exit: 0, questions: [], posts: [], owed: [] });
		expect(told.output).toMatch(/\n\nThe node copes with all \d+ findings\.$/);
		expect(told.output).not.toMatch(/ (no|missing|null)\n|\balso\b/);
		expect(rowOf(told, 'order, received')).toBe('order, received | an order | an order | yes');
		for (const status of ['pending', 'received', 'completed', 'cancelled'])
			expect(rowOf(told, `orders, only ${status}`)).toMatch(/ \d+ rows \| yes$/);
		for (const what of ['orders, 20', 'orders, 100', 'transactions, 20', 'transactions, 100'])
			expect(rowOf(told, `${what} a page`)).toMatch(/\| \d+ rows \| yes$/);
		const wrongKey = { what: 'wrong key', document: '401, UNAUTHORIZED', copes: true };
		expect(JSON.parse(told.file)).toEqual({
			package: 'n8n-nodes-gosms',
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			node: process.version,
			date: expect.stringMatching(/^2026-01-01T/),
			baseUrl: told.place.baseUrl.replace(told.place.key.slice(3), '‹key›'),
			copes: true,
			judgement: told.output.split('\n').at(-1),
			findings: expect.arrayContaining([expect.objectContaining(wrongKey)]),
		});
	});

	const twice429: Change = (answer, { endpoint, nth }) =>
		endpoint === 'profile' && nth < 3 ? { ...answer, status: 429, text: '{}' } : answer;
	const empty = ({ core }: Place) => core.control.reset();
	it.each<{ what: string; seen: RegExp; setting: Setting }>`
		what                                      | seen                                        | setting
		${'order'}                                | ${/has no orders yet \| -/}                 | ${{ prepare: empty }}
		${'the Date header against this machine'} | ${/3600 s ahead \| yes/}                    | ${{ settings: { skewMs: 3_600_000 } }}
		${'unknown order'}                        | ${/404, ORDER_NOT_FOUND.*notFound” \| yes/} | ${{}}
		${'answers of 429'}                       | ${/ 2 of \d+ \| yes/}                       | ${{ change: twice429 }}
	`('knows $what: $seen', async ({ what, seen, setting }) => {
		const told = await contract(setting);
		expect(rowOf(told, what)).toMatch(seen);
		expect(told.exit).toBe(0);
	});
});

describe('before an API that is unlike its document', () => {
	const header: Change = ({ headers, ...answer }) => {
		return { ...answer, headers: { ...headers, 'X-RateLimit-Limit': '300' } };
	};
	it.each<{ what: string; seen: string; copes: string; change: Change }>`
		what                               | seen                                              | copes    | change
		${'orders, 20 a page: price'}      | ${'a text that holds a number (20 of 20)'}        | ${'yes'} | ${edit(/"price":([\d.]+)/g, '"price":"$1"')}
		${'orders, 20 a page: price'}      | ${'a text (20 of 20)'}                            | ${'yes'} | ${edit(/"price":([\d.]+)/g, '"price":"free"')}
		${'orders, 20 a page'}             | ${'also tax (20 of 20)'}                          | ${'yes'} | ${edit(/"price"/g, '"tax":0,"price"')}
		${'orders, 20 a page: created_at'} | ${'spelled createdAt (20 of 20)'}                 | ${'yes'} | ${edit(/created_at/g, 'createdAt')}
		${'orders, 20 a page: created_at'} | ${'another form of time (20 of 20)'}              | ${'yes'} | ${edit(/(\d)T(\d.{7})Z/g, '$1 $2')}
		${'orders, 20 a page: phone'}      | ${'null (20 of 20)'}                              | ${'yes'} | ${edit(/"phone":"[^"]+"/g, '"phone":null')}
		${'balance'}                       | ${'an object in an envelope'}                     | ${'yes'} | ${edit(/^(.*)$/s, '{"code":0,"data":$1}')}
		${'balance: available_balance'}    | ${'missing'}                                      | ${'yes'} | ${edit(/"available_balance"/, '"spendable"')}
		${'balance'}                       | ${'also one of another name'}                     | ${'yes'} | ${edit(/"available_balance"/, '"spendable"')}
		${'orders, 100 a page: status'}    | ${'“on hold” (25 of 25)'}                         | ${'no'}  | ${edit(/"status":"\w+"/g, '"status":"on hold"')}
		${'order, completed'}              | ${'an order without code or text: a wait'}        | ${'no'}  | ${edit(/"(code|content)":"[^"]*"/g, '"$1":null')}
		${'order, completed: its life'}    | ${'implausible'}                                  | ${'no'}  | ${edit(/"expired_at":"\d+/g, '"expired_at":"2031')}
		${'profile'}                       | ${'HTTP 502, no JSON of the API, '}               | ${'no'}  | ${instead(/profile/, 502, '<p>')}
		${'profile'}                       | ${'HTTP 302, no JSON of the API, '}               | ${'no'}  | ${instead(/profile/, 302, '')}
		${'unknown order'}                 | ${'HTTP 400, no code, understood as “parameters'} | ${'no'}  | ${instead(/999999/, 400, '{"error":"hm"}')}
		${'unknown order'}                 | ${'accepted'}                                     | ${'no'}  | ${instead(/999999/, 200, '{"order_id":1,"phone":"1"}')}
		${'orders, only pending'}          | ${'HTTP 500, no code, understood as “trouble'}    | ${'no'}  | ${instead(/pending/, 500, '{"error":"hm"}')}
		${'orders, only pending'}          | ${'HTTP 400, no code, understood as “parameters'} | ${'yes'} | ${instead(/pending/, 400, '{}')}
		${'orders, 100 a page'}            | ${'HTTP 400, no code, understood as “parameters'} | ${'yes'} | ${instead(/orders.*100/, 400, '{}')}
		${'orders, 20 a page'}             | ${'20 rows, 20 without an ID'}                    | ${'no'}  | ${edit(/"order_id"/g, '"ordinal"')}
		${'wrong key'}                     | ${'accepted'}                                     | ${'no'}  | ${instead(/balance/, 200, '{"balance":1}')}
		${'rate-limit headers'}            | ${'x-ratelimit-limit: 300'}                       | ${'yes'} | ${header}
	`('$what: $seen: $copes', async ({ what, seen, copes, change }) => {
		const told = await contract({ change });
		const [row] = rowOf(told, what)
			.split('\n')
			.filter((line) => line.includes(`| ${seen}`));
		expect(row).toMatch(new RegExp(`${copes}$`));
		if (copes === 'yes') return;
		const judgement = told.output.split('\n').at(-1);
		expect(judgement).toMatch(/^The node does not cope with \d+ of \d+ findings: /);
		expect(judgement).toContain(what);
		expect(told.exit).toBe(1);
	});
});

describe('whatever the server puts where, nothing of the account is shown', () => {
	const phone = '628123456789';
	const secrets = ['channel_of_jane', 'jane.doe@example.com', `+${phone}`, phone, sms, code];
	const ids = /"(orders|transactions|total|page|page_size|order_id|id)":/;
	const json = (value: unknown) => JSON.stringify(value);
	const places: Record<string, (secret: string) => Change> = {
		'in sentences and codes': (one) =>
			instead(/profile|order/, 400, json({ error: one, code: one })),
		'in a success': (one) => instead(/profile|order/, 200, json({ success: false, message: one })),
		'in pages': (one) => instead(/profile|order/, 200, `<title>${one}</title>${one}`),
		'in each value': (one) => edit(/:"[^"]*"/g, `:${json(one)}`),
		'in each number': (one) =>
			edit(/("(?!order_id|id|total|page)\w+"):[\d.]+/g, `$1:${Number(one.replace(/\D/g, ''))}`),
		'in names': (one) => (answer) => {
			const more = (name: string) =>
				ids.test(name) ? name : `${json(one)}:0,"u_${one}":0,${name}`;
			return { ...answer, text: answer.text.replace(/"(\w+)":/g, more) };
		},
		'in headers': (one) => (answer) => {
			const name = `x-ratelimit-${one.replace(/\W/g, '-')}`;
			return { ...answer, headers: { ...answer.headers, 'x-ratelimit-limit': one, [name]: one } };
		},
		'in what is refused to a buyer': (one) => instead(/POST/, 400, json({ error: one, code: one })),
	};

	it.each(Object.keys(places))('%s', async (where) => {
		const argv = ['--buy', 'whatsapp', 'ID', '--yes'];
		for (const secret of secrets) {
			const told = await contract({ change: places[where]?.(secret), prepare: receive, argv });
			expect(told.output).toContain('node copes');
			const { key, core } = told.place;
			const phones = core.control.orders().map((order) => order.phone.slice(1));
			const { username } = core.control.account();
			for (const one of [secret, key, key.slice(3), 'Acme', phone, username, ...phones])
				expect(`${told.output}${told.file}`).not.toContain(one);
		}
	});
});

describe('--buy', () => {
	const argv = ['--buy', 'WhatsApp', 'id', '--yes'];

	it('asks before, and buys nothing without a yes', async () => {
		const told = await contract({ argv: argv.slice(0, 3) });
		expect(told).toMatchObject({ exit: 0, posts: [] });
		expect(told.questions).toEqual([expect.stringMatching(/^Buy one number for whatsapp in ID/)]);
		expect(rowOf(told, 'purchase')).toContain('not bought: nobody said yes | -');
	});

	it.each([true, false])('buys, looks, cancels and tells the cost; asked: %s', async (yes) => {
		const told = await contract({ argv: yes ? argv.slice(0, 3) : argv, yes });
		const posts = [/order$/, /cancel$/].map((path) => expect.stringMatching(path));
		expect(told).toMatchObject({ exit: 0, posts });
		expect(told.questions).toHaveLength(yes ? 1 : 0);
		expect(rowOf(told, 'cancel')).toContain('| cancelled | yes');
		expect(rowOf(told, 'cost')).toMatch(/price (\S+), held \1, refunded \1, net cost 0 \|/);
		expect(rowOf(told, 'order, pending').split('\n')).toHaveLength(2);
		const id = told.place.bought.at(-1)?.orderId;
		expect(told.output).toContain(`Bought order ${id}.`);
		expect(told.file).not.toContain(String(id));
		// From before the purchase on, until it is given back.
		expect(told.owed).toEqual([
			expect.stringMatching(/^A number for whatsapp in ID may have been bought\. .*cancel it/),
			expect.stringMatching(`^Order ${id} is still open: cancel it in the GoSMS panel`),
			'',
		]);
	});

	it.each<{ what: string; request: RegExp; status: number; text: string }>`
		what                  | request           | status | text
		${'pages everywhere'} | ${/GET/}          | ${200} | ${'<p>'}
		${'no balance'}       | ${/balance/}      | ${200} | ${'{}'}
		${'no profile'}       | ${/profile/}      | ${200} | ${'{}'}
		${'no orders'}        | ${/user\/orders/} | ${502} | ${''}
		${'no transactions'}  | ${/transactions/} | ${404} | ${'{}'}
		${'no order'}         | ${/\/order\/1/}   | ${500} | ${'{}'}
	`('never buys where reading does not work: $what', async ({ request, status, text }) => {
		const told = await contract({ argv, change: instead(request, status, text) });
		expect(told.posts).toEqual([]);
		expect(told.exit).toBeGreaterThan(0);
		if (told.exit === 1) expect(rowOf(told, 'purchase')).toContain('not bought: not all reading');
	});

	const noPhone = edit(/"phone":/, '"p":');
	const soon = { sms: { default: { delayMs: 4_000, content: sms, code } } };
	const onlyIn: Change = (answer, seen) =>
		seen.endpoint === 'create' ? noPhone(answer, seen) : answer;
	it.each<{ exit: number; what: string; seen: RegExp; left: boolean; setting: Setting }>`
		exit | what                 | seen                                                           | left     | setting
		${0} | ${'cancel'}          | ${/\| cancelled, attempt 3 after HTTP 400, INVALID_PARAMS/}    | ${false} | ${{ settings: { earlyCancelMs: 100_000 } }}
		${1} | ${'cancel'}          | ${/\| still open, see above, attempt \d after HTTP 409.* no$/} | ${true}  | ${refuse(/cancel/, 409, '{}')}
		${1} | ${'cancel'}          | ${/\| still open, see above \| no$/}                           | ${true}  | ${refuse(/cancel/, 200, '{"refund_amount":1}')}
		${0} | ${'cancel'}          | ${/\| arrived \| yes$/}                                        | ${false} | ${{ settings: soon }}
		${0} | ${'purchase'}        | ${/NO_AVAILABLE_NUMBER.*\| yes$/}                              | ${false} | ${{ settings: { noStock: true } }}
		${0} | ${'purchase'}        | ${/HTTP 403.*“access” \| yes$/}                                | ${false} | ${refuse(/POST/, 403, '{}')}
		${1} | ${'purchase'}        | ${/HTTP 418.*“other” \| no$/}                                  | ${false} | ${refuse(/POST/, 418, '{}')}
		${1} | ${'purchase: phone'} | ${/in no answer \| no$/}                                       | ${false} | ${{ change: noPhone }}
		${0} | ${'purchase: phone'} | ${/missing \| yes$/}                                           | ${false} | ${{ change: onlyIn }}
	`('$what: $seen', async ({ exit, what, seen, left, setting }) => {
		const told = await contract({ argv, ...setting });
		expect(rowOf(told, what)).toMatch(seen);
		expect(told.exit).toBe(exit);
		const { orderId } = told.place.bought.at(-1) ?? {};
		expect(told.output.includes(`\nOrder ${orderId} is still open: cancel it`)).toBe(left);
	});

	const lost = { place: { loses: 'create' } } as const;
	const late: Change = (answer, { endpoint, asked, nth }) => {
		if (endpoint === 'transactions') return { ...answer, text: '{"transactions":[],"total":0}' };
		if (endpoint !== 'orders' || (nth > 10 && !asked.query?.status)) return answer;
		return edit(/\{"order_id":[^}]*"status":"pending"[^}]*\},?/, '')(answer, {
			endpoint,
			asked,
			nth,
			nowMs: 0,
		});
	};
	const deaf: Change = (answer, { endpoint, nth }) => {
		const readsUntil = { orders: 6, transactions: 2, create: 0 }[String(endpoint)] ?? Infinity;
		return nth > readsUntil ? { ...answer, status: 502, text: '' } : answer;
	};
	const falling: Setting = {
		...lost,
		change: edit(/"order_id":123([456]\d)/g, '"order_id":9123$1'),
		ask: (asked) => ({ ...asked, path: asked.path.replace('/9123', '/123') }),
	};
	it.each<{ what: string; end: string; setting: Setting }>`
		what                            | end                                | setting
		${'a lost answer'}              | ${'possible orders: 1, see above'} | ${lost}
		${'an answer without an order'} | ${'possible orders: 1, see above'} | ${{ change: instead(/POST/, 200, '{}') }}
		${'trouble after a purchase'}   | ${'possible orders: 1, see above'} | ${{ change: instead(/POST/, 500, '{"error":"订单不存在"}') }}
		${'one that no filter shows'}   | ${'possible orders: 1, see above'} | ${{ ...lost, change: late }}
		${'one whose ID is lower'}      | ${'possible orders: 1, see above'} | ${falling}
		${'lists that fail'}            | ${'the orders could not be read'}  | ${{ change: deaf }}
		${'a purchase that was none'}   | ${'no such order was listed'}      | ${refuse(/POST/, 504, '')}
	`('warns, looks for half a minute and says what to do: $what', async ({ end, setting }) => {
		const told = await contract({ argv, ...setting });
		expect(told.output).toMatch(
			/^A number for whatsapp in ID may have been bought\. .* cancel it in/m,
		);
		expect(rowOf(told, 'purchase')).toMatch(new RegExp(`; ${end}.* no$`));
		const named = /^It may be order (\d+)\.$/m.exec(told.output)?.[1];
		const { orderId } = told.place.bought.at(-1) ?? {};
		expect(named).toBe(end.startsWith('possible') ? String(orderId) : undefined);
		expect(told.posts).toHaveLength(told.place.bought.length);
		expect(told.owed).toEqual([expect.stringMatching(/^A number/), '']);
		expect(told.ms).toBeGreaterThanOrEqual(30_000);
		expect(told.ms).toBeLessThan(60_000);
		expect(told.exit).toBe(1);
	});

	it.each<{ what: string; line: string; posts: number; setting: Setting }>`
		what                                | line              | posts | setting
		${'the looks'}                      | ${'Bought order'} | ${2}  | ${{}}
		${'the search for a lost purchase'} | ${'A number for'} | ${1}  | ${lost}
	`('Ctrl-C ends $what at once', async ({ line, posts, setting }) => {
		const onPrint: Setting['onPrint'] = (text, stop) => text.startsWith(line) && stop.fire();
		const told = await contract({ argv, ...setting, onPrint });
		expect(told.ms).toBeLessThan(6_000);
		expect(rowOf(told, 'order, pending')).toBe('');
		expect(told.posts).toHaveLength(posts);
		expect(told.output).toMatch(/The node (copes|does not cope)/);
	});

	it('buys nothing after Ctrl-C', async () => {
		const told = await contract({ argv, prepare: (_, stop) => stop.fire() });
		expect(told.posts).toEqual([]);
		expect(rowOf(told, 'purchase')).toContain('| stopped | ');
	});
});

describe('nothing to compare: one sentence and exit code 2', () => {
	const everywhere = (status: number, text: string) => ({ change: instead(/./, status, text) });
	const redirect: Change = ({ headers }) => {
		return { status: 301, headers: { ...headers, location: '/elsewhere/x' }, text: '' };
	};
	const key = (GOSMS_API_KEY: string) => ({ env: { GOSMS_API_KEY } });
	const url = (GOSMS_BASE_URL: string) => ({ env: { GOSMS_BASE_URL } });
	const buy = (...argv: string[]) => ({ argv: ['--buy', ...argv] });
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
	`('$what', async ({ sentence, setting }) => {
		const told = await contract(setting);
		expect(told.output).toMatch(sentence);
		expect(told.output).not.toMatch(/\n|sk_other|ch_old|ch_pasted/);
		expect(told).toMatchObject({ exit: 2, posts: [], file: '' });
	});
});

describe('the command itself', () => {
	/** @param ends whether a text is to be answered with Ctrl-C */
	async function command(
		args: string[],
		key: string,
		url = '',
		ends: (text: string) => boolean = () => false,
	) {
		const all = ['--import', 'tsx', 'test/contract/contract.mts', ...args];
		const env = { ...process.env, GOSMS_API_KEY: key, GOSMS_BASE_URL: url };
		const child = spawn(process.execPath, all, { env });
		let output = '';
		const listen = (text: string) => {
			output += text;
			if (!ends(text)) return;
			// As `tsx` does: one Ctrl-C arrives twice.
			for (const ms of [1_500, 1_550]) setTimeout(() => child.kill('SIGINT'), ms);
		};
		for (const one of [child.stdout, child.stderr]) one.setEncoding('utf8').on('data', listen);
		const exit = await new Promise((done) => child.once('close', done));
		return { exit, output: output.replace(/ {2,}/g, ' | ') };
	}

	it('--help asks nobody', async () => {
		const told = await command(['--help'], '');
		expect(told).toEqual({ exit: 0, output: expect.stringContaining('--buy APP REGION') });
	});

	it.each<{ what: string; on: RegExp; faults: ['hang'?]; exit: number; said: RegExp }>`
		what                                   | on                               | faults      | exit   | said
		${'gives the number back first'}       | ${/^Bought/}                     | ${[]}       | ${2}   | ${/back first.*\| cancelled .*ENOENT/s}
		${'says what is left when it hurries'} | ${/^(Bought|Giving the number)/} | ${['hang']} | ${130} | ${/back first.*\nOrder \d+ is still open: cancel it in/s}
	`('Ctrl-C $what', async ({ on, faults, exit, said }) => {
		const hang = faults.map(() => ({ kind: 'hang', endpoint: 'cancel' }) as const);
		const sandbox = await startSandbox({ ...never, faults: hang });
		const args = ['--buy', 'whatsapp', 'ID', '--yes', '--json', '/nowhere/x'];
		const told = await command(args, sandbox.key, sandbox.baseUrl, (text) => on.test(text));
		await sandbox.close();
		expect(told).toEqual({ exit, output: expect.stringMatching(said) });
	});
});
