import type { Settings } from './settings.mts';

export type RateLimiter = ReturnType<typeof createRateLimiter>;

const secondMs = 1_000;
const minuteMs = 60_000;

/**
 * Whether the documented limits are fixed or sliding windows is open; this is the stricter reading: no window
 * (t - length, t] ever holds more than its limit, wherever it begins.
 */
export function createRateLimiter() {
	// Times of the counted requests, oldest first. Only the last `limit` of them can ever refuse another.
	let times: number[] = [];

	const waitMs = (now: number, limit: number | null, lengthMs: number) => {
		if (limit === null) return 0;
		if (limit <= 0) return lengthMs;
		const oldestInFullWindow = times[times.length - limit];
		return oldestInFullWindow === undefined ? 0 : Math.max(0, oldestInFullWindow + lengthMs - now);
	};

	return {
		/** 0: let through and counted. Otherwise refused: so many ms until a request would pass. */
		take(now: number, { limits }: Pick<Settings, 'limits'>) {
			const wait = Math.max(
				waitMs(now, limits.perSecond, secondMs),
				waitMs(now, limits.perMinute, minuteMs),
			);
			if (wait === 0) times.push(now);
			const needed = Math.max(limits.perSecond ?? 0, limits.perMinute ?? 0);
			if (times.length > 2 * needed + 1_000) times = times.slice(times.length - needed);
			return wait;
		},
	};
}
