import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { pollDelayMs } from '../domain/order';
import { noAnswer, success, type Failure, type Result } from '../transport/failure';
import { mayPass } from '../transport/retry';
import { explain } from '../transport/words/explanations';
import { msPerPage } from '../transport/limits/limits';
import { patiently, within } from '../transport/patience';
import { openSession } from '../transport/session';
import { Stop } from '../transport/stop';
import { orThrow, toNodeError } from '../transport/words/errors';
import { accountReading } from '../transport/accountReading';
import { Ledger } from './ledger';
import { look } from './look';
import { takeTurn, type Turn } from './memory';
import { handOver, inOrder, keep, warn, type EventItem, type Poll } from './poll';
import { isBehind, recall, start, userOf } from './recall';
import { keptText } from './savedState';
import { narrowed, readSettings } from './settings';

/** n8n waits for the poll at activation: an API that hangs must not keep it from starting. */
const activationBudgetMs = 20_000;

/** Newer n8n says how long a poll may take, older ones do not; the next one comes within a minute. */
const usualBudgetMs = 57_000;

/** Left of the budget for a look that has begun. */
const reserveMs = 3_000;

/** With nothing pending, or only what has been pending for long: no more than ten looks a minute. */
const longestDelayMs = 6_000;

/** An outage is an error once it has lasted this long. */
const longOutageMs = 15 * 60_000;

/**
 * One poll of the trigger: looks at what has happened to orders since the last one, stays a while and looks again, so
 * that a code starts the workflow within seconds.
 */
export async function pollOrders(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const turn = takeTurn(context);
	if (!turn) return null;
	const stop = new Stop();
	const over = new Stop();
	try {
		if (isBehind({ context, turn })) return null;
		const settings = readSettings(context);
		const session = orThrow(context.getNode(), await openSession(context, stop));
		const { clock } = session;
		const budgetMs = turn.isActivation
			? activationBudgetMs
			: Math.min(usualBudgetMs, context.getPollBudgetMs?.() ?? usualBudgetMs);
		void clock.sleep(budgetMs, over).then(stop.fire);
		const untilMs = clock.now() + budgetMs - reserveMs;
		const { items, result } = await runPoll({ context, turn, session, settings, untilMs });
		if (result.ok) turn.memory.outageSinceMs = undefined;
		// What was found before must not be lost; the next poll meets the same failure.
		else if (items.length === 0) noteOutage(context, turn, result.failure, clock.now());
		if (!turn.isCurrent()) return null;
		turn.memory.kept.push(keptText(context));
		return items.length > 0 ? [inOrder(items)] : null;
	} finally {
		over.fire();
		turn.end();
	}
}

type Setting = Pick<Poll, 'context' | 'turn' | 'session' | 'settings' | 'untilMs'>;

/** The items that are not handed over yet, and how the poll ended. */
async function runPoll(setting: Setting): Promise<{ items: EventItem[]; result: Result<unknown> }> {
	const { turn, session, settings } = setting;
	const { clock } = session;
	const startMs = clock.now();
	const watchedMs = turn.isActivation ? 0 : settings.watchSeconds * 1_000;
	const watchUntilMs = Math.min(startMs + watchedMs, setting.untilMs);
	const patient = async <T>(work: () => Promise<Result<T>>) =>
		await patiently(session, turn.memory.hasAnswered, work);
	const opened = await patient(async () => await open(setting));
	if (!opened.ok || !opened.value) return { items: [], result: opened };
	const poll = opened.value;
	for (let wants: 'all' | 'pending' = 'all'; ; wants = 'pending') {
		const looked = await patient(async () => await look(poll, wants));
		if (!looked.ok) {
			// There was no time for another look.
			const isEnough = wants === 'pending' && looked.failure.kind === 'stopped';
			return { items: poll.items, result: isEnough ? success(undefined) : looked };
		}
		turn.memory.hasAnswered = true;
		if (poll.saved.chosen !== settings.chosen && clock.now() < poll.untilMs) {
			poll.settings = settings;
			keep(poll, (poll.saved = { ...poll.saved, chosen: settings.chosen }));
		}
		const delayMs = Math.max(nextLookMs(poll), wants === 'all' ? 0 : looked.value * msPerPage);
		const isOver = clock.now() + delayMs > watchUntilMs || !turn.isCurrent();
		if (isOver || !handOver(poll)) return { items: poll.items, result: looked };
		await clock.sleep(delayMs, session.signal);
	}
}

/** @returns undefined when the trigger has just begun, and n8n is waiting for that */
async function open(setting: Setting): Promise<Result<Poll | undefined>> {
	const { turn, session } = setting;
	const recalled = await recall(setting);
	if (!recalled.ok) return recalled;
	let saved = recalled.value;
	if (saved.user === null && !turn.memory.hasAnswered) {
		const user = await within(session, 5_000, userOf(session));
		if (user?.ok) saved = { ...saved, user: user.value };
	}
	const isBeginning = !saved.events;
	const events = saved.events ? success(saved.events) : await start(setting, saved);
	if (!events.ok) return events;
	turn.memory.hasAnswered = true;
	const reading = accountReading(session, turn.memory);
	const { chosen } = saved;
	const poll: Poll = {
		...setting,
		// What the former settings left out since the last save stays left out.
		settings: chosen ? narrowed(setting.settings, chosen) : setting.settings,
		reading,
		ledger: new Ledger(reading.entries),
		lookedUp: new Set(),
		saved: { ...saved, events: events.value, chosen: chosen ?? setting.settings.chosen },
		items: [],
		databaseMs: undefined,
	};
	keep(setting, poll.saved);
	return success(isBeginning && turn.isActivation ? undefined : poll);
}

/** On the vendor's schedule, by the age of the youngest order that waits. */
function nextLookMs({ saved, session }: Poll): number {
	const nowMs = session.clock.now();
	const delaysMs = saved.events.followed
		.filter(({ told }) => told !== 'received')
		.map(({ sinceMs }) => pollDelayMs(nowMs - sinceMs));
	return Math.min(longestDelayMs, ...delaysMs);
}

/**
 * What the API may get over is logged, since n8n gives up on a trigger that fails at its start; every quarter of an hour
 * that it lasts, it becomes an error. What does not pass is an error immediately.
 */
function noteOutage(
	context: IPollFunctions,
	{ memory, isActivation }: Turn,
	failure: Failure,
	nowMs: number,
): void {
	// The poll's own time-out interrupts a request that hangs.
	const isHanging = failure.kind === 'stopped';
	// Where the API has answered before, something in between is in trouble.
	const isStray = memory.hasAnswered && (failure.kind === 'page' || failure.kind === 'unreadable');
	if (!isHanging && !isStray && !mayPass(failure)) throw toNodeError(context.getNode(), failure);

	const shown = isHanging ? noAnswer : failure;
	memory.outageSinceMs ??= nowMs;
	if (!isActivation && nowMs - memory.outageSinceMs >= longOutageMs) {
		memory.outageSinceMs = nowMs;
		throw toNodeError(context.getNode(), shown);
	}
	warn(context, `${explain(shown).happened}. The next poll tries again, and no event is lost.`);
}
