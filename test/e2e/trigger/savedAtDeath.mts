import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followedIn, isKnown } from '../../../nodes/GoSms/domain/eventState.ts';
import { readState } from '../../../nodes/GoSms/trigger/savedState.ts';
import type { N8nPlace } from '../../n8n/place.mts';
import { nameOf } from './events.mts';

/** What n8n had saved when it died: the state of a trigger, and the executions that it had begun. */
export type SavedAtDeath = {
	executionIds: Set<string>;
	isToldOf: (workflowId: string, event: string) => boolean;
};

export async function savedAtDeath({ install, host }: N8nPlace): Promise<SavedAtDeath> {
	const copy = mkdtempSync(join(tmpdir(), 'gosms-database-'));
	const folder = join(host.userFolder, '.n8n');
	try {
		// A copy, which n8n does not notice. What was committed last is in the files beside it.
		for (const name of readdirSync(folder).filter((one) => one.startsWith('database.sqlite')))
			cpSync(join(folder, name), join(copy, name));
		const { Database } = createRequire(install.bin)('sqlite3') as Sqlite;
		const ask = async (sql: string): Promise<Row[]> =>
			await new Promise((resolve, reject) => {
				const database = new Database(join(copy, 'database.sqlite'), (error) => {
					if (error) return reject(error);
					database.all(sql, (failure, rows) => {
						database.close(() => (failure ? reject(failure) : resolve(rows)));
					});
				});
			});
		const executions = await ask('SELECT id FROM execution_entity');
		const workflows = await ask('SELECT id, staticData FROM workflow_entity');
		// A durable poller has it in a table of its own, which older versions do not have.
		const cursors = await ask('SELECT workflowId AS id, cursor FROM poller_state').catch(() => []);
		const states = new Map([
			...workflows.map(({ id, staticData }) => [id, Object.values(parsed(staticData))[0]] as const),
			...cursors.map(({ id, cursor }) => [id, parsed(cursor)] as const),
		]);
		return {
			executionIds: new Set(executions.map(({ id }) => String(id))),
			isToldOf: (workflowId, event) => hasTold(states.get(workflowId), event),
		};
	} finally {
		rmSync(copy, { recursive: true, force: true });
	}
}

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

const parsed = (text: unknown) => JSON.parse(String(text ?? '{}')) as Record<string, never>;

/** Whether a trigger in this state has told of an event. */
function hasTold(state: Record<string, never> = {}, event: string): boolean {
	const [kind, orderId = ''] = event.split(' ');
	const saved = readState(state);
	const events = typeof saved === 'object' ? saved.events : undefined;
	if (!events || !isKnown(events, orderId)) return false;
	const followed = followedIn(events, orderId);
	if (!followed) return true;
	const told =
		kind === 'created' ? ['created', 'received'] : kind === 'received' ? ['received'] : [];
	return nameOf(orderId, kind) === event && told.includes(followed.told);
}
