import { parseArgs } from 'node:util';
import { reasonFor } from '../../nodes/GoSms/transport/failure';
import { parseApiKey, parseBaseUrl } from '../../nodes/GoSms/transport/connection';
import { readBalance } from '../../nodes/GoSms/transport/reading/answers';
import { buyOne, type Wanted } from './buy.mts';
import { createSend, readAsNode, type Heard, type Pause } from './client.mts';
import { wordsOf, type Finding } from './compare.mts';
import { examine, ofHeaders } from './examine.mts';
import { Mask } from './mask.mts';
import { copesWithAll, judgementOf, tableOf } from './report.mts';

/** What the command does to the world, beside its requests. */
export type Surroundings = {
	print: (text: string) => void;
	/** Whether the answer is yes. */
	ask: (question: string) => Promise<boolean>;
	pause: Pause;
	write: (path: string, text: string) => void;
};

export const help = `GOSMS_API_KEY=ch_… npm run contract -- [--json FILE] [--buy APP REGION [--yes]]

Compares a live API with its document, and asks the node's own readers whether they cope. It only reads.

  --json FILE         writes the report into a file too
  --buy APP REGION    also buys one number, looks twice, and cancels it, e.g. --buy whatsapp ID
  --yes               buys without asking
  GOSMS_BASE_URL      another API than https://appsms.net/api/v1

Key, e-mail, name, phone numbers, codes and texts are masked. Nothing is sent anywhere but to the base URL.
Ends with 0 when the node copes with all, with 1 when not, with 2 when there was nothing to compare.
`;

/** In one sentence, and there is nothing to compare. */
class Unusable extends Error {}

/** @returns the exit code */
export async function run(
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
	io: Surroundings,
): Promise<number> {
	try {
		return await compareAll(argv, env, io);
	} catch (error) {
		if (!(error instanceof Unusable)) throw error;
		io.print(new Mask(env.GOSMS_API_KEY ?? '').mask(error.message));
		return 2;
	}
}

async function compareAll(
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
	io: Surroundings,
): Promise<number> {
	const { wantsHelp, json, wanted, isSure } = optionsOf(argv);
	if (wantsHelp) {
		io.print(help);
		return 0;
	}
	const { baseUrl, apiKey } = connectionOf(env);
	const mask = new Mask(apiKey);
	const heard: Heard[] = [];
	const print = (text: string) => io.print(mask.mask(text));
	const send = createSend({ baseUrl, apiKey }, io.pause, (one) => {
		heard.push(one);
		if (one.ok) mask.learn(one.answer.body);
	});

	const balance = await send('/user/balance');
	const first = readAsNode(balance, readBalance);
	if (!balance.ok) throw new Unusable(`${baseUrl} cannot be reached: ${wordsOf(balance.failure)}.`);
	if (!first.ok && reasonFor(first.failure) === 'key')
		throw new Unusable(
			`${baseUrl} does not accept the key of GOSMS_API_KEY: copy it anew from the GoSMS panel.`,
		);

	const found = await examine(send, balance);
	if (wanted) found.push(...(await buyIfWanted(wanted)));
	found.push(...ofHeaders(heard));

	const masked = found.map(({ copes, ...texts }) => ({
		what: mask.mask(texts.what),
		document: texts.document,
		seen: mask.mask(texts.seen),
		copes,
	}));
	const judgement = judgementOf(masked);
	io.print(`${tableOf(masked)}\n\n${judgement}`);
	const copes = copesWithAll(masked);
	if (json !== undefined)
		writeReport(json, { baseUrl: mask.mask(baseUrl), findings: masked, judgement, copes });
	return copes ? 0 : 1;

	async function buyIfWanted(what: Wanted): Promise<Finding[]> {
		const { app, region } = what;
		const question = `Buy one number for ${app} in ${region} at ${baseUrl}? Its price is held, and is lost if an SMS comes before the cancel.`;
		if (isSure || (await io.ask(question))) return await buyOne(send, what, io.pause, print);
		return [{ what: 'purchase', document: 'an order', seen: 'not wanted', copes: '-' }];
	}

	function writeReport(path: string, report: object): void {
		try {
			io.write(path, `${JSON.stringify(report, null, '\t')}\n`);
		} catch {
			throw new Unusable(`The report cannot be written into ${path}.`);
		}
	}
}

function optionsOf(argv: readonly string[]) {
	const parsed = parsedOf(argv);
	if (parsed === undefined)
		throw new Unusable('There is no such option: see npm run contract -- --help.');
	const { values, positionals } = parsed;
	const { buy: app, json, yes = false, help: wantsHelp = false } = values;
	const [region = '', ...others] = positionals;
	const isComplete =
		app === undefined ? positionals.length === 0 : /^[A-Za-z]{2}$/.test(region) && /^\w/.test(app);
	if (!isComplete || others.length > 0)
		throw new Unusable('--buy wants an app and a country of two letters, e.g. --buy whatsapp ID.');
	const wanted: Wanted | undefined =
		app === undefined ? undefined : { app, region: region.toUpperCase() };
	return { wantsHelp, json, wanted, isSure: yes };
}

function parsedOf(argv: readonly string[]) {
	try {
		return parseArgs({
			args: [...argv],
			allowPositionals: true,
			options: {
				json: { type: 'string' },
				buy: { type: 'string' },
				yes: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		});
	} catch {
		return undefined;
	}
}

function connectionOf(env: NodeJS.ProcessEnv): { baseUrl: string; apiKey: string } {
	const key = parseApiKey(env.GOSMS_API_KEY);
	if (!key.ok)
		throw new Unusable(
			env.GOSMS_API_KEY
				? 'GOSMS_API_KEY does not look like a key: it must begin with ch_ and contain no spaces.'
				: 'Set GOSMS_API_KEY to your key, e.g. GOSMS_API_KEY=ch_… npm run contract.',
		);
	const baseUrl = parseBaseUrl(env.GOSMS_BASE_URL || 'https://appsms.net/api/v1');
	if (!baseUrl.ok) throw new Unusable(`GOSMS_BASE_URL: ${baseUrl.message}.`);
	return { baseUrl: baseUrl.value, apiKey: key.value };
}
