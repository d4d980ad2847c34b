import { parseCli, usage } from './cliOptions.mts';
import { risingOrderId } from './core/world.mts';
import { startSandbox } from './server.mts';

async function main(): Promise<void> {
	const options = parseCli(process.argv.slice(2));
	if (!options) {
		process.stdout.write(usage);
		return;
	}
	const started = startSandbox({ ...options, firstOrderId: risingOrderId() });
	const sandbox = await started.catch((error: NodeJS.ErrnoException) => {
		if (error.code !== 'EADDRINUSE') throw error;
		process.stderr.write(
			`Port ${options.port} is taken, perhaps by npm start, which has the same API and form there. Choose another --port.\n`,
		);
		process.exit(1);
	});
	process.stdout.write(
		`base URL  ${sandbox.baseUrl}\nAPI key   ${sandbox.key}\nphone     ${sandbox.phoneUrl}\ncontrol   ${sandbox.controlUrl}\nform      ${sandbox.formUrl}\nCtrl-C ends it. Prices and stock are invented.\n`,
	);
	const stop = () => void sandbox.close();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
	process.exitCode = 1;
});
