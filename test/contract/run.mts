import { parseArgs } from 'node:util';
import packageJson from '../../package.json';
import type { Parsed } from '../../nodes/GoSms/domain/parsed';
import { parseProjectCode } from '../../nodes/GoSms/domain/projectCode';
import { parseRegion } from '../../nodes/GoSms/domain/region';
import type { Clock } from '../../nodes/GoSms/transport/clock';
import { parseApiKey, parseBaseUrl } from '../../nodes/GoSms/transport/connection';
import { reasonFor, type Failure } from '../../nodes/GoSms/transport/failure';
import { isRecord, textOf } from '../../nodes/GoSms/transport/guards';
import { explain } from '../../nodes/GoSms/transport/words/explanations';
import { buyOne, type Buying } from './buy.mts';
import { openSession, type Heard } from './client.mts';
import { finding, wordsOf, type Finding } from './compare.mts';
import { examine, ofHeaders } from './examine.mts';
import { withoutKey } from './shown.mts';

/** What the command does to the world, beside its requests. */
export type Surroundings = Buying & {
	/** Whether the answer is yes. */
	ask: (question: string) => Promise<boolean>;
	clock: Clock;
	write: (path: string, text: string) => void;
};

export const help = `GOSMS_API_KEY=ch_… npm run contract -- [--json FILE] [--buy APP REGION [--yes]]

Compares a live API with its document, and says whether the node copes. It only reads, unless --buy is given.

  --json FILE         writes the report into a file too
  --buy APP REGION    also buys one number, looks at it twice and cancels it, e.g. --buy whatsapp ID
  --yes               buys without asking
  GOSMS_BASE_URL      the base URL, unless it is https://appsms.net/api/v1

Shows nothing about the account: no key, email, name, phone number, code or text, and none of the API's messages.
Sends nothing anywhere but to the base URL.
Exit code: 0 if the node copes with everything, 1 if not, 2 if there was nothing to compare.
`;

const options = {
	json: { type: 'string' },
	buy: { type: 'string' },
	yes: { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

/** There is nothing to compare, and its message says why. */
class Unusable extends Error {
	readonly code = 'UNUSABLE';
}

/** @returns the exit code */
export async function run(
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
	surroundings: Surroundings,
): Promise<number> {
	const clean = (text: string) => withoutKey(text, env.GOSMS_API_KEY);
	const io: Surroundings = {
		...surroundings,
		print: (text) => surroundings.print(clean(text)),
		ask: async (question) => await surroundings.ask(clean(question)),
		write: (path, text) => surroundings.write(path, clean(text)),
	};
	try {
		return await compareAll(argv, env, io);
	} catch (error) {
		// Node.js says well enough that there is no such option, or that a file cannot be written.
		if (!isRecord(error) || error.code === undefined) throw error;
		io.print(textOf(error.message));
		return 2;
	}
}

async function compareAll(
	argv: readonly string[],
	env: NodeJS.ProcessEnv,
	io: Surroundings,
): Promise<number> {
	const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
	if (values.help) {
		io.print(help);
		return 0;
	}
	const { buy, yes, json } = values;
	if (buy === undefined && positionals.length > 0)
		throw new Unusable('Only --buy takes an app and a country: see --help.');
	const purchase = buy !== undefined && {
		projectCode: usable(parseProjectCode(buy)),
		region: usable(parseRegion(positionals.join(' '))),
	};
	const key = parseApiKey(env.GOSMS_API_KEY);
	if (!key.ok)
		throw new Unusable('Set GOSMS_API_KEY to your key, which begins with ch_ and has no spaces.');
	const url = parseBaseUrl(env.GOSMS_BASE_URL || 'https://appsms.net/api/v1');
	if (!url.ok) throw new Unusable(`GOSMS_BASE_URL cannot be used. ${url.failure.happened}.`);
	const baseUrl = url.value;

	const heard: Heard[] = [];
	const session = openSession({ baseUrl, apiKey: key.value }, io.clock, heard);
	const examined = await examine(session, heard);
	if ('nothing' in examined)
		throw new Unusable(`Nothing to compare at ${baseUrl}: ${whyNothing(examined.nothing)}.`);
	const { found, hasWorked } = examined;
	if (purchase) {
		const question = `Buy one number for ${purchase.projectCode} in ${purchase.region} at ${baseUrl}? Its price is held, and is lost if an SMS comes before the cancel.`;
		if (!hasWorked) found.push(notBought('not all reading calls worked'));
		else if (yes || (await io.ask(question)))
			found.push(...(await buyOne(session, heard, purchase, io)));
		else found.push(notBought('nobody said yes'));
	}
	found.push(...ofHeaders(heard));
	const bad = found.filter(({ copes }) => copes === false).map(({ what }) => what);
	const all = `${found.length} findings`;
	const judgement =
		bad.length === 0
			? `The node copes with all ${all}.`
			: `The node does not cope with ${bad.length} of ${all}: ${bad.join('; ')}.`;
	const copes = bad.length === 0;
	io.print(`${tableOf(found)}\n\n${judgement}`);
	if (json !== undefined) {
		const { name, version } = packageJson;
		const date = new Date(io.clock.now()).toISOString();
		const about = { package: name, version, node: process.version, date, baseUrl };
		const report = JSON.stringify({ ...about, copes, judgement, findings: found }, null, '\t');
		io.write(json, `${report}\n`);
	}
	return copes ? 0 : 1;
}

function tableOf(findings: readonly Finding[]): string {
	const answer = (copes: boolean | null) => (copes === null ? '-' : copes ? 'yes' : 'no');
	const rows = [
		['what', 'document', 'seen', 'node copes'],
		...findings.map(({ what, document, seen, copes }) => [what, document, seen, answer(copes)]),
	];
	const widthOf = (at: number) => Math.max(...rows.map((row) => row[at]?.length ?? 0));
	const pad = (text: string, at: number) => text.padEnd(widthOf(at));
	return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function notBought(why: string): Finding {
	return finding('purchase', 'an order', `not bought: ${why}`, null);
}

function whyNothing(failure: Failure): string {
	const reason = reasonFor(failure) ?? '';
	// The API itself says this about an order, and never to someone who asks for the balance.
	const isOther = failure.kind === 'refused' && /notFound|parameters|other/.test(reason);
	const { happened } = explain(isOther ? { ...failure, kind: 'page', excerpt: '' } : failure);
	return `${happened}; ${wordsOf(failure)}`;
}

function usable(parsed: Parsed<string>): string {
	if (parsed.ok) return parsed.value;
	throw new Unusable(`--buy APP REGION: ${parsed.failure.happened}. ${parsed.failure.remedy}`);
}
