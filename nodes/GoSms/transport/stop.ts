/** An object saves a closure for each of ten thousand waits. */
export type StopListener = (() => void) | { handleEvent(): void };

/** The part of an AbortSignal that this package uses. */
export interface StopSignal {
	readonly aborted: boolean;
	/** Somebody has pressed Stop and waits for the end, as opposed to a run that has failed. */
	readonly isPressed?: boolean;
	addEventListener(type: 'abort', listener: StopListener, options?: { once: boolean }): void;
	removeEventListener(type: 'abort', listener: StopListener): void;
}

/**
 * Fires when the execution is stopped, or the run that it belongs to has failed. Hundreds may listen to it, where an
 * AbortSignal of Node.js warns in n8n's log from the eleventh listener on; on n8n's own signal this puts just one.
 */
export class Stop implements StopSignal {
	private readonly listeners = new Set<StopListener>();
	private fired = false;

	/** @param source n8n's own signal, or the Stop of the run that this is part of */
	constructor(private readonly source?: StopSignal) {
		if (source?.aborted) this.fired = true;
		source?.addEventListener('abort', this.hear);
	}

	get aborted(): boolean {
		return this.fired;
	}

	get isPressed(): boolean {
		return (this.source?.isPressed ?? this.source?.aborted) === true;
	}

	readonly fire = (): void => {
		if (!this.fired) this.tell();
	};

	/** A run that has failed may be stopped after that: new listeners hear of it. */
	private readonly hear = (): void => {
		this.tell();
		if (!this.isPressed) this.source?.addEventListener('abort', this.hear);
	};

	private tell(): void {
		this.fired = true;
		const listeners = [...this.listeners];
		this.listeners.clear();
		for (const listener of listeners) {
			if (typeof listener === 'function') listener();
			else listener.handleEvent();
		}
	}

	/** To be called when nobody listens any longer: n8n's signal outlives a node that runs in a loop. */
	dispose(): void {
		this.source?.removeEventListener('abort', this.hear);
	}

	addEventListener(_type: 'abort', listener: StopListener): void {
		this.listeners.add(listener);
	}

	removeEventListener(_type: 'abort', listener: StopListener): void {
		this.listeners.delete(listener);
	}
}
