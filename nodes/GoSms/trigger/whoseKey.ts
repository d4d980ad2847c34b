import { getOrder, getProfile } from '../transport/api';
import { reasonFor, success, type Result } from '../transport/failure';
import { fieldsOf, textIn } from '../transport/reading/fields';
import type { Session } from '../transport/session';

/** Whether another key belongs to the account as before: by its user or, if that was never learned, by whether it knows an order. */
export async function isSameAccount(
	session: Session,
	user: string | null,
	orderId: string | undefined,
): Promise<Result<boolean>> {
	if (user !== null) {
		const now = await userOf(session);
		if (!now.ok) return now;
		if (now.value !== null) return success(now.value === user);
	}
	if (orderId === undefined) return success(true);
	const order = await getOrder(session, orderId, 'background');
	if (!order.ok && reasonFor(order.failure) !== 'notFound') return order;
	return success(order.ok);
}

/** Tells accounts apart; null when a profile does not. */
export async function userOf(session: Session): Promise<Result<string | null>> {
	const profile = await getProfile(session);
	if (!profile.ok) return profile;
	const user = textIn(fieldsOf(profile.value), 'userid', 'id', 'username', 'email');
	return success(user ? `${user} ${session.baseUrl}` : null);
}
