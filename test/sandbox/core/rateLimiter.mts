import type { Settings } from './settings.mts';

const secondMs = 1_000;
const minuteMs = 60_000;

/**
 * Whether the documented limits are fixed or sliding windows is open; this is the stricter reading: no window
 * (t - length, t] ever holds more than its limit, wherever it begins.
 */
export function createRateLimiter() {
	// Times of the counted requests, oldest first. Only the last `limit` of them can ever refuse another.
	let times: number[] = [];

	const isFull = (now: number, limit: number | null, lengthMs: number) => {
		if (limit === null) return false;
		if (limit <= 0) return true;
		const oldestInFullWindow = times[times.length - limit];
		return oldestInFullWindow !== undefined && oldestInFullWindow + lengthMs > now;
	};

	return {
		/** Whether a request is let through; then it is counted. */
		take(now: number, { limits: { perSecond, perMinute } }: Pick<Settings, 'limits'>) {
			if (isFull(now, perSecond, secondMs) || isFull(now, perMinute, minuteMs)) return false;
			times.push(now);
			const needed = Math.max(perSecond ?? 0, perMinute ?? 0);
			if (times.length > 2 * needed + 1_000) times = times.slice(times.length - needed);
			return true;
		},
	};
}
