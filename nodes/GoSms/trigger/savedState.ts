import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { EventState, Followed } from '../domain/eventState';
import type { Row } from '../domain/row';
import { isRecord } from '../transport/guards';
import { isId } from '../transport/reading/fields';

/** What a trigger keeps in n8n's static data. Raise the version when its meaning changes. */
export type SavedState = {
	/** Which key it belongs to, and which user at which URL, if known: keys are changed now and then. */
	accountId: string;
	user: string | null;
	/** On this machine's clock. */
	activatedMs: number;
	/** `undefined` while the API has not been reached since the activation. */
	events: EventState | undefined;
	/** The choice of events and filters up to here. */
	chosen: Row | undefined;
};

const version = 1;
const usualField = 'orders';

/** A node's data may be damaged in a way that leaves no place to write to: then that of the workflow has one. */
export function placeOf(context: IPollFunctions): [data: IDataObject, field: string] {
	const data: IDataObject | null = context.getWorkflowStaticData('node');
	return data
		? [data, usualField]
		: [context.getWorkflowStaticData('global'), context.getNode().name];
}

/** @returns undefined when nothing was saved yet */
export function readState(
	data: IDataObject,
	field = usualField,
): SavedState | 'damaged' | undefined {
	const raw: unknown = data[field];
	if (raw === undefined) return undefined;
	if (!isRecord(raw) || raw.version !== version) return 'damaged';
	const { accountId, user, activatedMs, chosen } = raw;
	const events = raw.events === null ? undefined : toEvents(raw.events);
	if (typeof accountId !== 'string' || !isTime(activatedMs)) return 'damaged';
	if (raw.events !== null && !events) return 'damaged';
	return {
		accountId,
		user: typeof user === 'string' ? user : null,
		activatedMs,
		events,
		chosen: isRecord(chosen) ? chosen : undefined,
	};
}

/** All of it at once, so that n8n never saves half of it; a copy, since n8n changes what it is given to watch it. */
export function writeState(context: IPollFunctions, { events, ...rest }: SavedState): void {
	const [data, field] = placeOf(context);
	data[field] = {
		version,
		...rest,
		events: events
			? {
					...events,
					recent: [...events.recent],
					followed: events.followed.map((one) => ({ ...one })),
				}
			: null,
	};
}

/** What n8n has of it, as text; `null` while it has nothing. */
export function keptText(context: IPollFunctions): string {
	const [data, field] = placeOf(context);
	return JSON.stringify(data[field] ?? null);
}

function toEvents(raw: unknown): EventState | undefined {
	if (!isRecord(raw)) return undefined;
	const [settled, floor] = [toBound(raw.settled), toBound(raw.floor)];
	const recent = listOf(raw.recent, toId);
	const followed = listOf(raw.followed, toFollowed);
	if (settled === undefined || floor === undefined) return undefined;
	return recent && followed ? { settled, floor, recent, followed } : undefined;
}

function toFollowed(raw: unknown): Followed | undefined {
	if (!isRecord(raw)) return undefined;
	const id = toId(raw.id);
	const { told, sinceMs, lifeMs } = raw;
	if (told !== 'nothing' && told !== 'created' && told !== 'received') return undefined;
	if (id === undefined || !isTime(sinceMs)) return undefined;
	return { id, told, sinceMs, lifeMs: isTime(lifeMs) ? lifeMs : null };
}

function listOf<T>(raw: unknown, read: (entry: unknown) => T | undefined): T[] | undefined {
	if (!Array.isArray(raw)) return undefined;
	const entries = raw.map(read);
	const sound = entries.filter((entry) => entry !== undefined);
	return sound.length === entries.length ? sound : undefined;
}

/** No date lies beyond. */
function isTime(value: unknown): value is number {
	return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

function toId(value: unknown): string | undefined {
	return typeof value === 'string' && isId(value) ? value : undefined;
}

/** Empty when there was no order yet. */
function toBound(value: unknown): string | undefined {
	return value === '' ? '' : toId(value);
}
