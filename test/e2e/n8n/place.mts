import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import { N8nClient } from './client.mts';
import { N8nHost } from './host.mts';
import { installN8n } from './install.mts';
import { installPackage } from './package.mts';
import type { N8nVersion } from './versions.mts';

/** n8n with this package, and a sandbox for it. */
export type N8nPlace = {
	host: N8nHost;
	client: N8nClient;
	sandbox: Sandbox;
	credential: { id: string; name: string };
	end: () => Promise<void>;
};

export async function openPlace(
	version: N8nVersion,
	say: (line: string) => void,
	sandboxOptions: SandboxOptions = {},
): Promise<N8nPlace> {
	const install = await installN8n(version, say);
	const folder = mkdtempSync(join(tmpdir(), 'gosms-n8n-'));
	const sandbox = await startSandbox(sandboxOptions);
	installPackage(folder);
	const host = await N8nHost.create(install, folder);
	const end = async () => {
		await host.stop();
		await sandbox.close();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		say(`Starting n8n ${version.n8n} …`);
		await host.start();
		const client = new N8nClient(host.baseUrl);
		await client.signIn();
		const { baseUrl, key: apiKey } = sandbox;
		const credential = await client.createCredential('GoSMS sandbox', { apiKey, baseUrl });
		return { host, client, sandbox, credential, end };
	} catch (error) {
		await end();
		throw error;
	}
}
