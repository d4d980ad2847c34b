import { parseArgs } from 'node:util';

import { Type } from '@sinclair/typebox';

import { settingsPatchSchema } from './core/settings.mts';
import { sandboxKey } from './core/world.mts';
import { faultRuleSchema } from './faults/applyFault.mts';
import { checked } from './http/checked.mts';
import type { SandboxOptions } from './server.mts';

export const usage = `npm run sandbox -- [options]: the documented GoSMS API on 127.0.0.1, until Ctrl-C

  --port N                   default: any free port
  --key KEY                  default: ${sandboxKey}
  --balance AMOUNT           first deposit; default 1000.5
  --prepaid                  no credit; default: postpaid with a credit limit of 5000
  --sms-after SECONDS|never  when an SMS arrives; default 5
  --speed N                  virtual seconds for each real one
  --history N                finished orders of the past
  --fault JSON               a fault rule, e.g. '{"kind":"html502","times":3}'; may be repeated
  --settings JSON            any other switch, see test/sandbox/core/settings.mts
  --help
`;

const faultsSchema = Type.Array(faultRuleSchema);

/** undefined = help was asked for. Throws on anything it does not know. */
export function parseCli(args: string[]): (SandboxOptions & { history: number }) | undefined {
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			key: text,
			balance: text,
			prepaid: flag,
			'sms-after': text,
			speed: text,
			history: text,
			fault: { type: 'string', multiple: true },
			settings: text,
			help: flag,
		},
	});
	if (values.help) return undefined;

	const { key = sandboxKey, prepaid, settings = '{}', 'sms-after': seconds } = values;
	const smsAfterMs = seconds === 'never' ? null : (number(seconds) ?? 5) * 1_000;
	return {
		...(seconds !== undefined && { sms: { default: { delayMs: smsAfterMs } } }),
		...checked(settingsPatchSchema, JSON.parse(settings), 'Not a setting: '),
		port: number(values.port) ?? 0,
		speed: number(values.speed),
		history: number(values.history) ?? 0,
		faults: checked(faultsSchema, JSON.parse(`[${values.fault ?? ''}]`), 'Not a fault rule: '),
		accounts: [
			{ key, balance: number(values.balance), billingType: prepaid ? 'prepaid' : 'postpaid' },
		],
	};
}

function number(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === '' || Number.isNaN(value)) throw new Error(`Not a number: ${text}`);
	return value;
}
