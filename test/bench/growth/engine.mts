import { createRequire } from 'node:module';
import type { receiveCode } from '../../../nodes/GoSms/engine/receiveCode.ts';
import type { readOrder } from '../../../nodes/GoSms/transport/reading/answers.ts';
import type { newAccount } from '../../../nodes/GoSms/transport/session.ts';
import type { Stop } from '../../../nodes/GoSms/transport/stop.ts';

/** What waits, from the sources or as it is shipped. */
export type Engine = {
	receiveCode: typeof receiveCode;
	readOrder: typeof readOrder;
	newAccount: typeof newAccount;
	Stop: typeof Stop;
};

/** As it is shipped: tsx would give every closure a name of its own, which takes memory and time. */
export function builtEngine(): Engine {
	const built = createRequire(new URL('../../../dist/nodes/GoSms/', import.meta.url));
	return {
		...built('./engine/receiveCode.js'),
		...built('./transport/reading/answers.js'),
		...built('./transport/session.js'),
		...built('./transport/stop.js'),
	};
}
