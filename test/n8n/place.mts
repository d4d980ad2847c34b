import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type SandboxOptions } from '../sandbox/server.mts';
import { N8nClient } from './client.mts';
import { N8nHost } from './host.mts';
import { installN8n } from './install.mts';
import { installPackage } from './package.mts';
import type { N8nVersion } from './versions.mts';

export type OpenN8n = Awaited<ReturnType<typeof openN8n>>;
export type N8nPlace = Awaited<ReturnType<typeof openPlace>>;

type Say = (line: string) => void;
const inSilence: Say = () => undefined;

/** n8n with this package, signed in to. */
export async function openN8n(
	version: N8nVersion,
	say: Say = inSilence,
	env?: Record<string, string>,
) {
	const install = await installN8n(version, say);
	const folder = mkdtempSync(join(tmpdir(), 'gosms-n8n-'));
	installPackage(folder);
	const host = await N8nHost.create(install, folder, undefined, env && { env });
	const end = async () => {
		await host.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await host.start();
		const client = new N8nClient(host.baseUrl);
		await client.signIn();
		return { install, host, client, end, [Symbol.asyncDispose]: end };
	} catch (error) {
		await end();
		throw error;
	}
}

/** The same, and a sandbox for it. */
export async function openPlace(
	version: N8nVersion,
	sandboxOptions: SandboxOptions = {},
	env?: Record<string, string>,
) {
	const n8n = await openN8n(version, inSilence, env);
	// A key that cannot be anywhere by chance.
	const accounts = [{ key: `ch_${randomBytes(12).toString('hex')}` }];
	const sandbox = await startSandbox({ accounts, ...sandboxOptions });
	const end = async () => {
		await n8n.end();
		await sandbox.close();
	};
	try {
		const { baseUrl, key: apiKey } = sandbox;
		const credential = await n8n.client.createCredential('GoSMS sandbox', { apiKey, baseUrl });
		return { ...n8n, sandbox, credential, [Symbol.asyncDispose]: end };
	} catch (error) {
		await end();
		throw error;
	}
}
