import { begin } from '../domain/eventState';
import { getProfile } from '../transport/api';
import { success, type Result } from '../transport/failure';
import type { Session } from '../transport/session';
import { keep, type Poll } from './poll';
import { readStart } from './readChanged';
import { readState, type SavedState } from './savedState';

/** What an earlier poll has left, here or before a restart; a new beginning where there is nothing sound. */
export async function recall({ context, turn, session }: Poll): Promise<Result<SavedState>> {
	const { accountId, clock } = session;
	const fresh = success<SavedState>({
		accountId,
		user: null,
		activatedMs: clock.now(),
		events: undefined,
	});
	const { name } = context.getNode();
	const reading = readState(context.getWorkflowStaticData('node'));
	if (reading.kind === 'damaged') {
		context.logger.warn(
			`${name}: what was kept of earlier polls cannot be read, so the trigger begins anew; orders that are pending now are followed.`,
		);
		return fresh;
	}
	// n8n keeps static data by the name of the node, so a node that was renamed has lost it.
	const renamed = turn.memory.name === name ? undefined : turn.memory.saved;
	const saved = reading.kind === 'saved' ? reading.saved : renamed;
	turn.memory.name = name;
	if (!saved) return fresh;
	if (saved.accountId === accountId) return success(saved);

	const user = await userOf(session);
	if (!user.ok) return user;
	if (user.value === saved.user) return success({ ...saved, accountId });
	context.logger.warn(
		`${name}: the credential belongs to another account, so the trigger begins anew.`,
	);
	return fresh;
}

/** From here on everything counts. */
export async function start(poll: Poll, saved: SavedState): Promise<Result<[]>> {
	const { session } = poll;
	// Kept before anything is known: should the API be out of reach, this is when the trigger began.
	keep(poll, saved);
	const found = await readStart(session, poll.turn.memory);
	if (!found.ok) return found;
	const { newest, pending } = found.value;
	const user = await userOf(session);
	const sinceMs = session.account.serverClock.at(saved.activatedMs);
	keep(poll, {
		...saved,
		user: user.ok ? user.value : null,
		events: begin(newest, pending, sinceMs),
	});
	return success([]);
}

async function userOf(session: Session): Promise<Result<string>> {
	const profile = await getProfile(session);
	return profile.ok ? success(`${profile.value.user_id} ${session.baseUrl}`) : profile;
}
