import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../n8n/freePort.mts';
import { Program } from './program.mts';

const mostDumpBytes = 500_000_000;

/** In a temporary folder as root too, and whatever the language of the machine. */
const options = ['-t', '-c', '--encoding=UTF8 --locale=C.UTF-8'];

/** Lasts until our end of its input is closed, also by our death. */
const work = ['sh', '-c', 'env; cat'];

/** A PostgreSQL of its own, on loopback, for the time of a suite: Debian makes it for tests, and drops it afterwards. */
export async function startPostgres(folder: string) {
	const port = String(await freePort());
	const env = { ...process.env, PGPORT: port };
	const server = new Program(
		'pg_virtualenv',
		[...options, ...work],
		join(folder, 'postgres.log'),
		env,
	);
	const password = () => /^PGPASSWORD=(.*)$/m.exec(server.said())?.[1];
	await server.untilReady(() => password() !== undefined);
	const [host, user, database] = ['127.0.0.1', 'postgres', 'postgres'];
	return {
		env: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: host,
			DB_POSTGRESDB_PORT: port,
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: password() ?? '',
			DB_POSTGRESDB_POOL_SIZE: '10',
			// On a busy machine n8n would think that its database is gone, and refuse requests for a while.
			DB_PING_TIMEOUT_MS: '60000',
		},
		/** All that is in it, as text. */
		dump: () =>
			execFileSync('pg_dump', ['-h', host, '-p', port, '-U', user, database], {
				env: { ...process.env, PGPASSWORD: password() },
				encoding: 'utf8',
				maxBuffer: mostDumpBytes,
			}),
		end: async () => await server.end(),
	};
}
