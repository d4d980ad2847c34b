import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Order } from '../domain/order';
import { followedIn, forget, isNew, settle, type EventState } from '../domain/eventState';
import { orderEvents, tell } from '../domain/orderEvents';
import { toNodeError } from '../transport/words/errors';
import { failed, success, type Result } from '../transport/failure';
import { openSession } from '../transport/session';
import { Stop } from '../transport/stop';
import { toItems } from './items';
import { lookUp } from './lookUp';
import { noteOutage } from './outage';
import { keep, type Poll } from './poll';
import { readChanged, type Changed } from './readChanged';
import { recall, start } from './recall';
import type { SavedState } from './savedState';
import { readSettings, type TriggerSettings } from './settings';
import { takeTurn } from './turns';
import { watchPending } from './watchPending';

/** n8n waits for the poll at activation: an API that hangs must not keep it from starting. */
const activationBudgetMs = 20_000;

/** Newer n8n gives a poll 36 s, older ones do not say; the next one comes within a minute. */
const usualBudgetMs = 57_000;

/** Of the budget: until then a poll watches, and until then look-ups begin; the rest is for the last ones on the way. */
const watched = 0.8;
const lookedUp = 0.9;

const shortestWatchMs = 1_000;

/**
 * One poll of the trigger: tells what has happened to orders since the last one, and stays a while to watch those that
 * are pending.
 */
export async function pollOrders(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const turn = takeTurn(context);
	if (!turn) return null;
	const stop = new Stop();
	const over = new Stop();
	try {
		const settings = readSettings(context);
		const opened = await openSession(context, stop);
		if (!opened.ok) throw toNodeError(context.getNode(), opened.failure);
		const session = opened.value;
		const budgetMs = turn.isActivation ? activationBudgetMs : pollBudgetMs(context);
		void session.clock.sleep(budgetMs, over).then(stop.fire);
		const startMs = session.clock.now();
		const result = await runPoll({ context, turn, session, settings, startMs, budgetMs });
		if (result.ok) turn.memory.outageSinceMs = undefined;
		else noteOutage(context, turn.memory, result.failure, session.clock.now());
		const items = result.ok ? result.value : [];
		return items.length > 0 ? [items] : null;
	} finally {
		over.fire();
		turn.end();
	}
}

function pollBudgetMs(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return Math.min(usualBudgetMs, context.getPollBudgetMs?.() ?? usualBudgetMs);
}

async function runPoll(poll: Poll): Promise<Result<INodeExecutionData[]>> {
	const saved = await recall(poll);
	if (!saved.ok) return saved;
	const { events } = saved.value;
	if (!events) return await start(poll, saved.value);

	const { session, settings, turn } = poll;
	const wantsCompleted = settings.events.has('completed');
	const changed = await readChanged(session, events, turn.memory, wantsCompleted);
	if (!changed.ok) return changed;
	const told = await takeIn(poll, saved.value, events, changed.value);
	if (!told.ok) return told;
	if (turn.isActivation) return success(told.value.items);
	return await watch(poll, saved.value, told.value, changed.value.rows);
}

type Taken = { items: INodeExecutionData[]; events: EventState };

async function takeIn(
	poll: Poll,
	saved: SavedState,
	before: EventState,
	changed: Changed,
	whole?: ReadonlySet<number>,
): Promise<Result<Taken>> {
	const untilMs = poll.startMs + poll.budgetMs * lookedUp;
	const what = { ...changed, ...(whole && { whole }), untilMs };
	const seen = await lookUp(poll.session, poll.settings, before, what);
	if (!seen.ok) return seen;
	const { sightings, postponed, gone, restFrom } = seen.value;
	const { readTo = before.settled } = changed;
	const settled = settle(before, restFrom === undefined ? readTo : Math.min(readTo, restFrom - 1));
	const { state, tellings } = tell(settled, sightings, postponed);
	const events = forget(state, new Set(gone));
	const items = poll.turn.isCurrent() ? toItems(tellings, poll.settings) : [];
	keep(poll, { ...saved, events });
	return success({ items, events });
}

/**
 * Stays while orders are pending. n8n gets events as soon as they are known: handed over at once while other orders are
 * still worth watching, as the poll's own result otherwise.
 */
async function watch(
	poll: Poll,
	saved: SavedState,
	{ items, events }: Taken,
	rows: readonly Order[],
): Promise<Result<INodeExecutionData[]>> {
	const { session, settings } = poll;
	const untilMs = poll.startMs + Math.min(settings.watchSeconds * 1_000, poll.budgetMs * watched);
	let pending = isWorthWatching(settings) ? pendingAmong(rows, events, settings) : [];
	for (;;) {
		const isOver = pending.length === 0 || session.clock.now() > untilMs - shortestWatchMs;
		if (isOver || (items.length > 0 && !handOver(poll, items))) return success(items);
		const known = events;
		const end = await watchPending(session, {
			orders: pending,
			withText: settings.withText,
			untilMs,
			isNew: (row) => settings.matches(row) && isNew(known, row),
			endsWithNew: settings.events.has('created'),
		});
		if (end.kind === 'failed') return failed(end.failure);
		if (end.kind === 'timeUp' || !poll.turn.isCurrent()) return success([]);
		const told = await takeIn(poll, saved, events, { ...end, missing: [] }, end.whole);
		if (!told.ok) return told;
		({ items, events } = told.value);
		// An order that has only been created is worth watching on.
		pending = [...end.pending, ...pendingAmong(end.rows, events, settings)];
	}
}

function isWorthWatching({ events }: TriggerSettings): boolean {
	return orderEvents.some((event) => event !== 'created' && events.has(event));
}

/** The way in which n8n hands over what a poll returns; where it cannot be used, the poll returns. */
function handOver({ context }: Poll, items: INodeExecutionData[]): boolean {
	try {
		context.__emit([items]);
		return true;
	} catch {
		return false;
	}
}

function pendingAmong(
	rows: readonly Order[],
	events: EventState,
	{ matches }: TriggerSettings,
): Order[] {
	return rows.flatMap((row) => {
		const followed = followedIn(events, row.order_id);
		if (!followed || followed.told === 'received' || !matches(row)) return [];
		const { expiresMs } = followed;
		return [expiresMs === null ? row : { ...row, expired_at: new Date(expiresMs).toISOString() }];
	});
}
