import { parseArgs } from 'node:util';

import { checked } from './core/schemas.mts';
import { settingsPatchSchema } from './core/settings.mts';
import { faultRulesSchema } from './faults/applyFault.mts';
import type { SandboxOptions } from './server.mts';

export const usage = `npm run sandbox -- [options]: the documented GoSMS API on 127.0.0.1, until Ctrl-C

  --port N                   default: any free port
  --sms-after SECONDS|never  when an SMS arrives; default 5
  --fault JSON               a fault rule, e.g. '{"kind":"html502","times":3}'; may be repeated
  --settings JSON            any other switch, see test/sandbox/core/settings.mts
  --help
`;

/** undefined = help was asked for. Throws on anything it does not know. */
export function parseCli(args: string[]): SandboxOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string', default: '0' },
			'sms-after': { type: 'string', default: '5' },
			fault: { type: 'string', multiple: true, default: [] },
			settings: { type: 'string', default: '{}' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return undefined;

	const seconds = values['sms-after'];
	return {
		port: number(values.port),
		sms: { default: { delayMs: seconds === 'never' ? null : number(seconds) * 1_000 } },
		...checked(settingsPatchSchema, JSON.parse(values.settings)),
		faults: checked(faultRulesSchema, JSON.parse(`[${values.fault.join()}]`)),
	};
}

function number(text: string): number {
	const value = Number(text);
	if (text.trim() === '' || Number.isNaN(value)) throw new Error(`Not a number: ${text}`);
	return value;
}
