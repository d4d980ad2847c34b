import { parseArgs } from 'node:util';

import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

import { settingsPatchSchema, type SettingsPatch } from './core/settings.mts';
import { sandboxKey } from './core/world.mts';
import { faultRuleSchema, type FaultRule } from './faults/applyFault.mts';
import type { SandboxOptions } from './server.mts';

export const usage = `npm run sandbox -- [options]: the documented GoSMS API on 127.0.0.1, until Ctrl-C

  --port N                   default: any free port
  --key KEY                  default: ${sandboxKey}
  --balance AMOUNT           first deposit; default 1000.5
  --prepaid                  no credit; default: postpaid with a credit limit of 5000
  --sms-after SECONDS|never  when an SMS arrives; default 5
  --order-life SECONDS       default 600
  --complete-after SECONDS|never   received -> completed; default 60
  --list-order newestFirst|oldestFirst
  --overdue-status expired|pending|cancelled
  --retry-after none|seconds|date  header of a 429
  --stock KEY=N              numbers left, KEY as ID, ID/whatsapp or */whatsapp; may be repeated
  --no-limits                neither 10 requests a second nor 300 a minute
  --skew=SECONDS             the server's clock is wrong by this; may be negative
  --speed N                  virtual seconds for each real one
  --seed N                   of codes and random delays
  --history N                finished orders of the past
  --fault JSON               a fault rule, e.g. '{"kind":"html502","times":3}'; may be repeated
  --settings JSON            any other switch, see test/sandbox/core/settings.mts
  --help
`;

const faultRules = TypeCompiler.Compile(Type.Array(faultRuleSchema));
const settings = TypeCompiler.Compile(settingsPatchSchema);

export interface CliOptions extends SandboxOptions {
	history: number;
}

/** undefined = help was asked for. Throws on anything it does not know. */
export function parseCli(args: string[]): CliOptions | undefined {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const texts = { type: 'string', multiple: true } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			key: text,
			balance: text,
			prepaid: flag,
			'sms-after': text,
			'order-life': text,
			'complete-after': text,
			'list-order': text,
			'overdue-status': text,
			'retry-after': text,
			stock: texts,
			'no-limits': flag,
			skew: text,
			speed: text,
			seed: text,
			history: text,
			fault: texts,
			settings: text,
			help: flag,
		},
	});
	if (values.help) return undefined;

	return {
		...patch(values),
		port: number(values.port) ?? 0,
		speed: number(values.speed),
		seed: number(values.seed),
		history: number(values.history) ?? 0,
		faults: rules(values.fault ?? []),
		accounts: [
			{
				key: values.key ?? sandboxKey,
				balance: number(values.balance),
				billingType: values.prepaid ? 'prepaid' : 'postpaid',
			},
		],
	};
}

type Values = Readonly<Record<string, string | boolean | Array<string | boolean> | undefined>>;

/** The switches, as one patch that the settings' own schema checks. */
function patch(values: Values): SettingsPatch {
	const given: unknown = typeof values.settings === 'string' ? JSON.parse(values.settings) : {};
	const stock = (Array.isArray(values.stock) ? values.stock : []).map((text) => {
		const [key = '', left] = String(text).split('=');
		return [key, Number(left)];
	});
	const entries: Array<[string, unknown]> = [
		['listOrder', values['list-order']],
		['overdueStatus', values['overdue-status']],
		['retryAfter', values['retry-after']],
		['orderLifeMs', milliseconds(values['order-life'])],
		['completeAfterMs', milliseconds(values['complete-after'])],
		['skewMs', milliseconds(values.skew)],
		['limits', values['no-limits'] ? { perSecond: null, perMinute: null } : undefined],
		['stock', stock.length > 0 ? Object.fromEntries(stock) : undefined],
	];
	const smsAfterMs = milliseconds(values['sms-after']);
	if (smsAfterMs !== undefined) entries.push(['sms', { default: { delayMs: smsAfterMs } }]);
	const known = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
	const whole: unknown = { ...known, ...(typeof given === 'object' ? given : {}) };
	if (settings.Check(whole)) return whole;
	const [first] = settings.Errors(whole);
	throw new Error(`Not a setting: ${first?.path} ${first?.message}`);
}

function rules(texts: string[]): FaultRule[] {
	const parsed: unknown = texts.map((text): unknown => JSON.parse(text));
	if (faultRules.Check(parsed)) return parsed;
	throw new Error('Not a fault rule; see test/sandbox/faults');
}

function number(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === '' || Number.isNaN(value)) throw new Error(`Not a number: ${text}`);
	return value;
}

/** Seconds as typed; `never` is null. */
function milliseconds(text: Values[string]): number | null | undefined {
	if (typeof text !== 'string') return undefined;
	return text === 'never' ? null : (number(text) ?? 0) * 1_000;
}
