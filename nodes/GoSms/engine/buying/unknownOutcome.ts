import type { Order } from '../../domain/order';
import type { Purchase } from '../../transport/api';
import type { Failure } from '../../transport/failure';
import { apiWords } from '../../transport/words/explanations';

/** Says that money may have been spent, and where to look for it. */
export function unknownOutcome(
	{ projectCode, region }: Purchase,
	failure: Failure,
	candidates: readonly Order[] = [],
): Failure {
	const ids = candidates.map((order) => order.id).join(', ');
	return {
		kind: 'explained',
		happened: `It is unknown whether GoSMS sold a number (${projectCode}, ${region})`,
		remedy: ids
			? `It may be one of these orders: ${ids}. Check them before you buy again, so that you do not pay twice.`
			: 'List the pending orders (Order: Get Many) before you buy again, so that you do not pay twice.',
		detail: apiWords(failure),
		mayHavePaid: true,
	};
}
