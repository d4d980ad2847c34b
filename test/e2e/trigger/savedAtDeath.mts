import { cpSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { followedIn, isKnown } from '../../../nodes/GoSms/domain/eventState.ts';
import { readState } from '../../../nodes/GoSms/trigger/savedState.ts';
import type { N8nInstall } from '../../n8n/install.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { temporaryFolder } from '../../support/temporaryFolder.mts';
import { nameOf } from './events.mts';

type Row = Record<string, unknown>;
type Sqlite = {
	Database: new (file: string) => {
		all: (sql: string, done: (error: Error | null, rows: Row[]) => void) => void;
		close: () => void;
	};
};

/** What n8n had saved when it died: the trigger's state, and the executions that it had begun. */
export type SavedAtDeath = { executionIds: Set<string>; isToldOf: (event: string) => boolean };

export async function savedAtDeath(
	{ install, host }: Pick<N8nPlace, 'install' | 'host'>,
	workflowId: string,
): Promise<SavedAtDeath> {
	const ask = async (sql: string) => await askDatabase(install, host.userFolder, sql);
	const executions = await ask('SELECT id FROM execution_entity');
	const [workflow] = await ask(`SELECT staticData FROM workflow_entity WHERE id = '${workflowId}'`);
	const buckets = JSON.parse(String(workflow?.staticData ?? '{}')) as Record<string, never>;
	// A durable poller has it in a table of its own, which older versions do not have.
	const cursors = await ask(
		`SELECT cursor FROM poller_state WHERE workflowId = '${workflowId}'`,
	).catch(() => []);
	const [bucket = {}] = [
		...cursors.map(({ cursor }) => JSON.parse(String(cursor ?? '{}')) as IDataObject),
		...Object.values(buckets),
	];
	const saved = readState(bucket);
	const events = typeof saved === 'object' ? saved.events : undefined;
	return {
		executionIds: new Set(executions.map(({ id }) => String(id))),
		isToldOf: (event) => {
			const [kind, id] = event.split(' ');
			const orderId = id ?? '';
			if (!events || !isKnown(events, orderId)) return false;
			const followed = followedIn(events, orderId);
			if (!followed) return true;
			const told =
				kind === 'created' ? ['created', 'received'] : kind === 'received' ? ['received'] : [];
			return nameOf(orderId, kind) === event && told.includes(followed.told);
		},
	};
}

/** Asks the database of an n8n that is not running, or has just been killed: a copy, which n8n does not notice. */
async function askDatabase(install: N8nInstall, userFolder: string, sql: string): Promise<Row[]> {
	using copy = temporaryFolder('database');
	const folder = join(userFolder, '.n8n');
	// What was committed last is in the files beside it.
	for (const name of readdirSync(folder).filter((one) => one.startsWith('database.sqlite')))
		cpSync(join(folder, name), join(copy.path, name));
	const { Database } = createRequire(install.bin)('sqlite3') as Sqlite;
	const database = new Database(join(copy.path, 'database.sqlite'));
	const rows = await promisify<string, Row[]>(database.all.bind(database))(sql);
	database.close();
	return rows;
}
