import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { EventState, Followed } from '../domain/eventState';
import { isRecord } from '../transport/guards';
import { isId } from '../transport/reading/fields';

/** What a trigger keeps in n8n's static data. Raise the version when its meaning changes. */
export type SavedState = {
	/** Which key it belongs to, and which user where, when that is known: keys are changed now and then. */
	accountId: string;
	user: string | null;
	/** On this machine's clock. */
	activatedMs: number;
	/** `undefined` while the API could not be reached since the activation. */
	events: EventState | undefined;
};

const version = 2;
const usualField = 'orders';

export type Reading = { kind: 'none' | 'damaged' } | { kind: 'saved'; saved: SavedState };

/** A node's data may be damaged in a way that leaves no place to write to: then that of the workflow has one. */
export function placeOf(context: IPollFunctions): [data: IDataObject, field: string] {
	const data: IDataObject | null = context.getWorkflowStaticData('node');
	return data
		? [data, usualField]
		: [context.getWorkflowStaticData('global'), context.getNode().name];
}

/** @param nowMs the time from which lives are counted that an older version of this package has kept otherwise */
export function readState(data: IDataObject, nowMs: number, field = usualField): Reading {
	const raw: unknown = data[field];
	if (raw === undefined) return { kind: 'none' };
	const isOurs = isRecord(raw) && (raw.version === version || raw.version === 1);
	if (!isOurs) return { kind: 'damaged' };
	const { accountId, user, activatedMs } = raw;
	const events = raw.events === null ? undefined : toEvents(raw.events, nowMs);
	if (typeof accountId !== 'string' || !isTime(activatedMs)) return { kind: 'damaged' };
	if (raw.events !== null && !events) return { kind: 'damaged' };
	const knownUser = typeof user === 'string' ? user : null;
	return { kind: 'saved', saved: { accountId, user: knownUser, activatedMs, events } };
}

/** n8n saves it when events are emitted, and after the first poll; all of it at once, so that no half of it is ever saved. */
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

function toEvents(raw: unknown, nowMs: number): EventState | undefined {
	if (!isRecord(raw)) return undefined;
	const settled = toBound(raw.settled);
	const floor = toBound(raw.floor);
	const recent = listOf(raw.recent, toId);
	const followed = listOf(raw.followed, (one) => toFollowed(one, nowMs));
	if (settled === undefined || floor === undefined) return undefined;
	return recent && followed ? { settled, floor, recent, followed } : undefined;
}

function toFollowed(raw: unknown, nowMs: number): Followed | undefined {
	if (!isRecord(raw)) return undefined;
	const id = toId(raw.id);
	const { told } = raw;
	if (told !== 'nothing' && told !== 'created' && told !== 'received') return undefined;
	const sinceMs = isTime(raw.sinceMs) ? raw.sinceMs : nowMs;
	const lifeMs = isTime(raw.lifeMs) ? raw.lifeMs : null;
	return id === undefined ? undefined : { id, told, sinceMs, lifeMs };
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

/** Version 1 kept IDs as numbers. */
function toId(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : value;
	return typeof text === 'string' && isId(text) ? text : undefined;
}

/** Empty, or 0 in version 1, when there was no order yet. */
function toBound(value: unknown): string | undefined {
	return value === '' || value === 0 ? '' : toId(value);
}
