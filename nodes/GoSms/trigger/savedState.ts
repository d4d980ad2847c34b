import type { IDataObject } from 'n8n-workflow';
import type { EventState, Followed } from '../domain/eventState';
import { isRecord } from '../transport/guards';

/** What a trigger keeps in n8n's static data. Raise the version when its meaning changes. */
export type SavedState = {
	/** Which key it belongs to, and which user where, when that is known: keys are changed now and then. */
	accountId: string;
	user: string | null;
	/** On this machine's clock: the server's may not be known yet. */
	activatedMs: number;
	/** `undefined` while the API could not be reached since the activation. */
	events: EventState | undefined;
};

const version = 1;
const field = 'orders';

export type Reading = { kind: 'none' | 'damaged' } | { kind: 'saved'; saved: SavedState };

export function readState(data: IDataObject): Reading {
	const raw: unknown = data[field];
	if (raw === undefined) return { kind: 'none' };
	if (!isRecord(raw) || raw.version !== version) return { kind: 'damaged' };
	const { accountId, user, activatedMs } = raw;
	const events = raw.events === null ? undefined : toEvents(raw.events);
	if (typeof accountId !== 'string' || !isTime(activatedMs)) return { kind: 'damaged' };
	if (raw.events !== null && !events) return { kind: 'damaged' };
	const knownUser = typeof user === 'string' ? user : null;
	return { kind: 'saved', saved: { accountId, user: knownUser, activatedMs, events } };
}

/** n8n saves it when events are emitted, and after the first poll; all of it at once, so that no half of it is ever saved. */
export function writeState(data: IDataObject, { events, ...rest }: SavedState): void {
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

function toEvents(raw: unknown): EventState | undefined {
	if (!isRecord(raw) || !isTime(raw.sinceMs)) return undefined;
	const { sinceMs, settled, floor } = raw;
	if (!isId(settled, 0) || !isId(floor, 0)) return undefined;
	const recent = listOf(raw.recent, (id) => (isId(id, 1) ? id : undefined));
	const followed = listOf(raw.followed, toFollowed);
	return recent && followed ? { sinceMs, settled, floor, recent, followed } : undefined;
}

function toFollowed(raw: unknown): Followed | undefined {
	if (!isRecord(raw) || !isId(raw.id, 1)) return undefined;
	const { id, told } = raw;
	if (told !== 'nothing' && told !== 'created' && told !== 'received') return undefined;
	const expiresMs = isTime(raw.expiresMs) ? raw.expiresMs : null;
	return { id, told, expiresMs, isChecked: raw.isChecked === true };
}

function listOf<T>(raw: unknown, read: (entry: unknown) => T | undefined): T[] | undefined {
	if (!Array.isArray(raw)) return undefined;
	const entries = raw.map(read);
	const sound = entries.filter((entry) => entry !== undefined);
	return sound.length === entries.length ? sound : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

function isId(value: unknown, least: number): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}
