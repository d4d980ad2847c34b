import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nInstall } from './install.mts';

type Row = Record<string, unknown>;
type Sqlite = {
	Database: new (
		file: string,
		opened: (error: Error | null) => void,
	) => {
		all: (sql: string, done: (error: Error | null, rows: Row[]) => void) => void;
		close: (done: () => void) => void;
	};
};

/** Asks the database of an n8n that is not running, or has just been killed: a copy, which n8n does not notice. */
export async function askDatabase(
	install: N8nInstall,
	userFolder: string,
	sql: string,
): Promise<Row[]> {
	const copy = mkdtempSync(join(tmpdir(), 'gosms-database-'));
	const folder = join(userFolder, '.n8n');
	try {
		// What was committed last is in the files beside it.
		for (const name of readdirSync(folder).filter((one) => one.startsWith('database.sqlite')))
			cpSync(join(folder, name), join(copy, name));
		const { Database } = createRequire(install.bin)('sqlite3') as Sqlite;
		return await new Promise((resolve, reject) => {
			const database = new Database(join(copy, 'database.sqlite'), (error) => {
				if (error) return reject(error);
				database.all(sql, (failure, rows) => {
					database.close(() => (failure ? reject(failure) : resolve(rows)));
				});
			});
		});
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}
