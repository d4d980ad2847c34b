import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox/server.mts';
import { N8nClient } from './client.mts';
import { N8nHost } from './host.mts';
import { installN8n, type N8nInstall } from './install.mts';
import { installPackage } from './package.mts';
import type { N8nVersion } from './versions.mts';

/** n8n with this package, and a sandbox for it. */
export type N8nPlace = {
	install: N8nInstall;
	host: N8nHost;
	client: N8nClient;
	sandbox: Sandbox;
	credential: { id: string; name: string };
	end: () => Promise<void>;
};

export async function openPlace(
	version: N8nVersion,
	sandboxOptions: SandboxOptions = {},
	say: (line: string) => void = () => undefined,
): Promise<N8nPlace> {
	const install = await installN8n(version, say);
	const folder = mkdtempSync(join(tmpdir(), 'gosms-n8n-'));
	// A key that cannot be anywhere by chance.
	const accounts = [{ key: `ch_${randomBytes(12).toString('hex')}` }];
	const sandbox = await startSandbox({ accounts, ...sandboxOptions });
	installPackage(folder);
	const host = await N8nHost.create(install, folder);
	const end = async () => {
		await host.stop();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await host.start();
		const client = new N8nClient(host.baseUrl);
		await client.signIn();
		const { baseUrl, key: apiKey } = sandbox;
		const credential = await client.createCredential('GoSMS sandbox', { apiKey, baseUrl });
		return { install, host, client, sandbox, credential, end };
	} catch (error) {
		await end();
		throw error;
	}
}
