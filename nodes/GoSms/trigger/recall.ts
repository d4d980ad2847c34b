import { isSameAccount } from '../engine/whoseKey';
import { success, type Result } from '../transport/failure';
import type { Poll } from './poll';
import { placeOf, readState, type SavedState } from './savedState';

type Place = Pick<Poll, 'context' | 'turn' | 'session'>;

/** What an earlier poll has left, here or before a restart; a new beginning where there is nothing sound. */
export async function recall({ context, turn, session }: Place): Promise<Result<SavedState>> {
	const { accountId, clock } = session;
	const nowMs = clock.now();
	const fresh = { accountId, user: null, activatedMs: nowMs, events: undefined };
	const { name } = context.getNode();
	const warn = (why: string) => context.logger.warn(`${name}: ${why}`);
	const [data, field] = placeOf(context);
	const reading = readState(data, field);
	if (reading.kind === 'damaged') {
		warn(
			'the saved progress cannot be read, so the trigger starts over: it follows the orders that are pending now.',
		);
		return success(fresh);
	}
	const saved = reading.kind === 'saved' ? reading.saved : turn.memory.saved;
	if (!saved) {
		if (turn.formerName) {
			warn(
				`the node was renamed from “${turn.formerName}”, and n8n saves progress by name, so the trigger starts over: it follows the orders that are pending now.`,
			);
		}
		return success(fresh);
	}
	if (saved.accountId === accountId) return success(saved);

	const { events } = saved;
	const anOrder = events?.recent.at(-1) ?? events?.followed.at(-1)?.id;
	const isSame = await isSameAccount(session, saved.user, anOrder);
	if (!isSame.ok) return isSame;
	if (isSame.value) return success({ ...saved, accountId });
	warn(
		'the credential belongs to another account, so the trigger starts over: it follows the orders that are pending there now.',
	);
	return success(fresh);
}
