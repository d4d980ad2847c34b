import type { SandboxClock } from '../core/clock.mts';

export type Waits = ReturnType<typeof createWaits>;

const shortestTimerMs = 5;
const longestTimerMs = 60_000;

/** Lets slow answers wait, on the real clock or on the sandbox's; nothing keeps waiting once it is closed. */
export function createWaits(clock: SandboxClock) {
	const cleanups = new Set<() => void>();

	const waitReal = (ms: number, done: () => void) => {
		const timer = setTimeout(done, ms);
		return () => clearTimeout(timer);
	};

	const waitVirtual = (ms: number, done: () => void) => {
		const target = clock.now() + ms;
		let timer: NodeJS.Timeout | undefined;
		const look = () => {
			clearTimeout(timer);
			const left = target - clock.now();
			if (left <= 0) return done();
			// A clock that stands still is looked at again when it is advanced.
			if (clock.speed === 0) return;
			timer = setTimeout(
				look,
				Math.min(Math.max(left / clock.speed, shortestTimerMs), longestTimerMs),
			);
		};
		const forget = clock.onAdvance(look);
		timer = setTimeout(look, 0);
		return () => {
			clearTimeout(timer);
			forget();
		};
	};

	return {
		/** Never resolves after `close`. */
		wait: (ms: number, which: 'real' | 'virtual') =>
			new Promise<void>((resolve) => {
				const done = () => {
					cleanup();
					cleanups.delete(cleanup);
					resolve();
				};
				const cleanup = which === 'real' ? waitReal(ms, done) : waitVirtual(ms, done);
				cleanups.add(cleanup);
			}),
		close() {
			for (const cleanup of cleanups) cleanup();
			cleanups.clear();
		},
	};
}
