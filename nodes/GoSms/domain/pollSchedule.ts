/**
 * The vendor's advice: every 3 s for half a minute, every 5 s until two minutes, then every 10 s. The last is a fiftieth
 * longer here, so that an order that never gets its SMS takes 76 requests in its ten minutes with its purchase, not 77.
 */
const steps = [
	{ untilMs: 30_000, delayMs: 3_000 },
	{ untilMs: 120_000, delayMs: 5_000 },
] as const;

const lastDelayMs = 10_200;

/** How long to wait before the next look at an order that has been waited for since `elapsedMs`. */
export function pollDelayMs(elapsedMs: number): number {
	return steps.find((step) => elapsedMs < step.untilMs)?.delayMs ?? lastDelayMs;
}
