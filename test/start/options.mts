import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder } from '../n8n/install.mts';

export const usage = `npm start [-- OPTION…]: n8n with this package and a sandbox of the GoSMS API, in your browser

  --port N       the port of n8n (default: 5678, or any free one)
  --folder PATH  where n8n keeps its workflows (default: in ${cacheFolder})
  --dev          compiles the source on every change, and n8n reloads it: what npm run dev does
  --reset        first deletes the workflows, credentials and login of the last start
  --help
`;

export type StartOptions = NonNullable<ReturnType<typeof parseOptions>>;

/** undefined = help was asked for. Throws on anything it does not know. */
export function parseOptions(args: string[]) {
	const { values } = parseArgs({
		args,
		options: {
			port: { type: 'string' },
			folder: { type: 'string', default: join(cacheFolder, 'start') },
			dev: { type: 'boolean', default: false },
			reset: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	const { folder, dev, reset } = values;
	return { port: portOf(values.port), folder, isDev: dev, isReset: reset };
}

function portOf(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`Not a port: ${text}`);
}
