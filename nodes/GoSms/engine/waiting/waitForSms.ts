import { isBare } from '../../domain/order';
import type { Session } from '../../transport/session';
import { engineOf } from '../engine';
import { SmsWatch, type Wait, type Waited } from './smsWatch';

/** Waits until the SMS of an order is there, it ends, or time is up; looks on the vendor's schedule or earlier. */
export function waitForSms(session: Session, wait: Wait): Promise<Waited> {
	const { known: order } = wait;
	return new Promise((resolve) => {
		if (order && !isBare(order)) resolve({ kind: 'arrived', order });
		else if (session.signal?.aborted) {
			resolve({ kind: 'failed', failure: { kind: 'stopped' }, order });
		} else engineOf(session).watcher.add(new SmsWatch(session, wait, resolve));
	});
}
