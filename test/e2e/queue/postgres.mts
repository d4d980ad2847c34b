import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../n8n/freePort.mts';
import { postgresUser, Program, programPath } from './program.mts';

const database = 'postgres';
const owner = 'n8n';
const mostDumpBytes = 500_000_000;

/** A PostgreSQL of its own, on loopback, for the time of a suite: nothing is made safe on the disk. */
export async function startPostgres(folder: string) {
	const user = postgresUser();
	mkdirSync(folder);
	if (user) chownSync(folder, user.uid, user.gid);
	const port = String(await freePort());
	const address = ['-h', '127.0.0.1', '-p', port];
	const data = join(folder, 'data');
	const init = ['-D', data, '-U', owner, '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	execFileSync(programPath('initdb'), init, { cwd: folder, ...user, stdio: 'pipe' });

	const settings = ['fsync=off', `unix_socket_directories=${folder}`].flatMap((one) => ['-c', one]);
	const args = ['-D', data, ...address, ...settings];
	const server = new Program('postgres', args, join(folder, 'postgres.log'), folder, user);
	const isReady = programPath('pg_isready');
	try {
		await server.untilReady(() => spawnSync(isReady, address).status === 0);
	} catch (error) {
		await server.end('SIGQUIT');
		throw error;
	}
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: owner,
			DB_POSTGRESDB_POOL_SIZE: '10',
			// On a busy machine n8n would think that its database is gone, and refuse requests for a while.
			DB_PING_TIMEOUT_MS: '60000',
		},
		/** All that is in it, as text. */
		dump: () =>
			execFileSync(programPath('pg_dump'), [...address, '-U', owner, database], {
				encoding: 'utf8',
				maxBuffer: mostDumpBytes,
			}),
		// A fast shutdown, which does not wait for those who are connected.
		end: async () => await server.end('SIGINT'),
	};
}
