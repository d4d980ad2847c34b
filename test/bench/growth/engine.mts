import { createRequire } from 'node:module';
import type { receiveCode } from '../../../nodes/GoSms/engine/receiveCode.ts';
import type { RateLimiter } from '../../../nodes/GoSms/transport/rateLimiter.ts';
import type { ServerClock } from '../../../nodes/GoSms/transport/serverClock.ts';
import type { Stop } from '../../../nodes/GoSms/transport/stop.ts';
import type { toOrder } from '../../../nodes/GoSms/transport/wire.ts';

/** What waits, from the sources or as it is shipped. */
export type Engine = {
	receiveCode: typeof receiveCode;
	toOrder: typeof toOrder;
	RateLimiter: typeof RateLimiter;
	ServerClock: typeof ServerClock;
	Stop: typeof Stop;
};

/** As it is shipped: tsx would give every closure a name of its own, which takes memory and time. */
export function builtEngine(): Engine {
	const built = createRequire(new URL('../../../dist/nodes/GoSms/', import.meta.url));
	return {
		...built('./engine/receiveCode.js'),
		...built('./transport/wire.js'),
		...built('./transport/rateLimiter.js'),
		...built('./transport/serverClock.js'),
		...built('./transport/stop.js'),
	};
}
