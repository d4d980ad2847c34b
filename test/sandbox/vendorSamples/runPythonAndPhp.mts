/**
 * Runs the vendor's Python and PHP samples, each against a sandbox of its own, one line per sample; needs python3 with
 * requests, and php (Debian: python3-requests, php-cli). Exit code 1 when one fails.
 */
import { startSandbox } from '../server.mts';
import { runSample } from './runSample.mts';

async function check(language: 'python' | 'php'): Promise<boolean> {
	const sandbox = await startSandbox({ sms: { default: { delayMs: 1_000 } } });
	try {
		const { exitCode, output } = await runSample(language, sandbox);
		const code = sandbox.control.orders()[0]?.code;
		const isOk =
			exitCode === 0 &&
			typeof code === 'string' &&
			output.includes(`收到验证码: ${code}`) &&
			sandbox.violations.length === 0;
		console.log(isOk ? `ok ${language}` : `FAILED ${language} (exit code ${exitCode}): ${output}`);
		return isOk;
	} catch (error) {
		console.log(`FAILED ${language}: ${error instanceof Error ? error.message : String(error)}`);
		return false;
	} finally {
		await sandbox.close();
	}
}

const results = await Promise.all([check('python'), check('php')]);
if (results.includes(false)) process.exitCode = 1;
