import type { Clock } from './clock';

/** The part of an AbortSignal that this package uses. */
export interface StopSignal {
	readonly aborted: boolean;
	/** Somebody has pressed Stop and waits for the end, as opposed to a run that has failed. */
	readonly isPressed?: boolean;
	addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Fires when the execution is stopped, or the run that it belongs to has failed. Hundreds may listen to it, where an
 * AbortSignal of Node.js warns in n8n's log from the eleventh listener on; of n8n's own signal this takes just one.
 */
export class Stop implements StopSignal {
	private readonly listeners = new Set<() => void>();

	private fired = false;

	/** @param source n8n's own signal, or that of a whole of which this is a part */
	constructor(private readonly source?: StopSignal) {
		if (source?.aborted) this.fired = true;
		else source?.addEventListener('abort', this.fire, { once: true });
	}

	get aborted(): boolean {
		return this.fired;
	}

	get isPressed(): boolean {
		return (this.source?.isPressed ?? this.source?.aborted) === true;
	}

	readonly fire = (): void => {
		if (this.fired) return;
		this.fired = true;
		for (const listener of [...this.listeners]) listener();
		this.listeners.clear();
	};

	/** To be called when nobody will listen any more: n8n's signal outlives a node that runs in a loop. */
	dispose(): void {
		this.source?.removeEventListener('abort', this.fire);
	}

	addEventListener(_type: 'abort', listener: () => void): void {
		this.listeners.add(listener);
	}

	removeEventListener(_type: 'abort', listener: () => void): void {
		this.listeners.delete(listener);
	}
}

/** Whoever pressed Stop does not wait longer for a server that hangs; what was sent goes on all the same. */
const longestStopMs = 1_800;

/**
 * @param afterFailureMs how long to wait after the run has failed, as opposed to Stop; until the end, unless told
 * @returns undefined when there was no time for the result
 */
export async function inTime<T>(
	{ clock, signal }: { clock: Clock; signal?: StopSignal | undefined },
	work: Promise<T>,
	afterFailureMs?: number,
): Promise<T | undefined> {
	if (!signal) return await work;
	let wake = () => {};
	const aborted = new Promise<void>((resolve) => {
		wake = resolve;
		if (signal.aborted) resolve();
		else signal.addEventListener('abort', wake);
	});
	const late = aborted.then(async () => {
		const leftMs = signal.isPressed
			? Math.min(longestStopMs, afterFailureMs ?? Infinity)
			: afterFailureMs;
		if (leftMs === undefined) return await work;
		await clock.sleep(leftMs);
		return undefined;
	});
	const first = await Promise.race([work, late]);
	signal.removeEventListener('abort', wake);
	return first;
}
