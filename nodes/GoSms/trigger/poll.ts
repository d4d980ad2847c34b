import type { IPollFunctions } from 'n8n-workflow';
import type { Session } from '../transport/session';
import { writeState, type SavedState } from './savedState';
import type { TriggerSettings } from './settings';
import type { Turn } from './turns';

/** One poll with all that it works with. */
export type Poll = {
	context: IPollFunctions;
	turn: Turn;
	session: Session;
	settings: TriggerSettings;
	startMs: number;
	budgetMs: number;
};

/** In one step: n8n may save the static data at any moment, on behalf of another node. */
export function keep({ context, turn }: Poll, saved: SavedState): void {
	if (!turn.isCurrent()) return;
	turn.memory.saved = saved;
	writeState(context.getWorkflowStaticData('node'), saved);
}
