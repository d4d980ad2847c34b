import type { IDataObject } from 'n8n-workflow';
import { followedIn, isKnown } from '../../../nodes/GoSms/domain/eventState.ts';
import { readState } from '../../../nodes/GoSms/trigger/savedState.ts';
import { askDatabase } from '../../n8n/database.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { nameOf } from './told.mts';

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
