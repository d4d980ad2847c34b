import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { joined, stateOf } from '../domain/order';
import { eventsOf, orderEvents } from '../domain/orderEvents';
import { getOrder } from '../transport/api';
import { success, type Result } from '../transport/failure';
import { recentOrders } from '../transport/lists';
import { openSession } from '../transport/session';
import { orThrow } from '../transport/words/errors';
import { itemOf } from './poll';
import { readSettings } from './settings';

/** What a test in the editor shows: the newest order to which one of the events has happened. Nothing is kept of it. */
export async function sampleOrder(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const { matches, events, withText } = readSettings(context);
	const valueOf = <T>(result: Result<T>) => orThrow(context.getNode(), result);
	const session = valueOf(await openSession(context));
	const rows = valueOf(await recentOrders(session));
	for (const row of rows.filter(matches)) {
		const life = eventsOf('nothing', { order: row, state: stateOf(row) });
		const event = orderEvents.findLast((one) => events.has(one) && life.includes(one));
		if (!event) continue;
		const look = withText ? await getOrder(session, row.id) : success(row);
		return [[{ json: itemOf(look.ok ? joined(row, look.value) : row, event) }]];
	}
	return null;
}
