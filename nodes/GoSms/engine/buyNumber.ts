import type { Order } from '../domain/order';
import { createOrder } from '../transport/api';
import { apiWords } from '../transport/errors';
import { failed, type Result } from '../transport/failure';
import { surelyBoughtNothing } from '../transport/retry';
import type { Session } from '../transport/session';

export type Purchase = { projectCode: string; region: string };

/** Buys one number, once. When it stays unknown whether one was bought, that is a failure which says so. */
export async function buyNumber(session: Session, purchase: Purchase): Promise<Result<Order>> {
	const answer = await createOrder(session, purchase);
	if (answer.ok || surelyBoughtNothing(answer.failure)) return answer;

	const orderId = answer.failure.kind === 'unreadable' ? answer.failure.orderId : undefined;
	return failed({
		kind: 'explained',
		happened: orderId
			? `GoSMS sold the number of order ${orderId}, but its answer cannot be read`
			: `It is unknown whether GoSMS sold a number (${purchase.projectCode}, ${purchase.region})`,
		remedy: 'List the pending orders (Order: Get Many) before you buy again, to not pay twice.',
		detail: apiWords(answer.failure),
	});
}
