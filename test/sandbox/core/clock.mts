/** The one source of time: every timestamp, window and deadline of the sandbox is read from it (virtual milliseconds since 1970). */
export interface SandboxClock {
	/** Virtual milliseconds for each real one; 0 = the clock stands still until it is advanced. */
	readonly speed: number;
	now(): number;
	advance(ms: number): void;
	/** Calls `listener` after each advance; the answer takes the listener away again. */
	onAdvance(listener: () => void): () => void;
}

export interface ClockOptions {
	/** Real time underneath; a simulation hands in its own. */
	source?: { now(): number };
	speed?: number;
	/** What the clock shows at the start; otherwise what the source shows. */
	startMs?: number;
}

export function createClock({
	source = Date,
	speed = 1,
	startMs,
}: ClockOptions = {}): SandboxClock {
	const begunAt = source.now();
	const listeners = new Set<() => void>();
	let shownAtStart = startMs ?? begunAt;

	return {
		speed,
		now: () => shownAtStart + (source.now() - begunAt) * speed,
		advance(ms) {
			if (!(ms >= 0)) throw new RangeError('The clock only goes forward');
			shownAtStart += ms;
			for (const listener of [...listeners]) listener();
		},
		onAdvance(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}
