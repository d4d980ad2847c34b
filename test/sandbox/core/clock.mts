export type SandboxClock = ReturnType<typeof createClock>;

export interface ClockOptions {
	/** Real time underneath; a simulation hands in its own. */
	source?: { now(): number };
	speed?: number;
	/** What the clock shows at the start; otherwise what the source shows. */
	startMs?: number;
}

/** The one source of time: every timestamp, window and deadline of the sandbox is read from it (virtual ms since 1970). */
export function createClock({ source = Date, speed = 1, startMs }: ClockOptions = {}) {
	const begunAt = source.now();
	let shownAtStart = startMs ?? begunAt;

	return {
		/** Virtual milliseconds for each real one; 0 = the clock stands still until it is advanced. */
		speed,
		now: () => shownAtStart + (source.now() - begunAt) * speed,
		advance(ms: number) {
			shownAtStart += ms;
		},
	};
}
