import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { documentedApps } from '../domain/projectCode';
import { toNodeError } from '../transport/words/errors';
import { mayPass } from '../transport/retry';
import { openSession } from '../transport/session';
import { matches } from './matches';
import { recentOrders } from '../transport/lists';

/** The apps that the vendor documents, and those that the account has ordered for before: there is no catalogue. */
export async function searchApps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const session = await openSession(this);
	const orders = session.ok ? await recentOrders(session.value) : session;
	// While the API is out of reach the documented ones can still be chosen.
	if (!orders.ok && !mayPass(orders.failure)) throw toNodeError(this.getNode(), orders.failure);

	const names = new Map<string, string>(documentedApps.map(({ code, name }) => [code, name]));
	for (const { projectCode } of orders.ok ? orders.value : []) {
		if (projectCode !== '' && !names.has(projectCode)) names.set(projectCode, projectCode);
	}
	const results = [...names]
		.map(([value, name]) => ({ name: name === value ? name : `${name} (${value})`, value }))
		.filter((row) => matches(row.name, filter));
	return { results };
}
