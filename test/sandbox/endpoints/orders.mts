import type { Endpoint } from './endpoint.mts';
import { orderRow } from './orderBody.mts';
import { isPaging, pageOf } from './paging.mts';
import { refuse } from './refusals.mts';

const documentedStatuses = ['pending', 'received', 'completed', 'cancelled'];

export const orders: Endpoint = {
	name: 'orders',
	method: 'GET',
	path: /^\/user\/orders$/,
	perform({ account, world, query: asked }) {
		if (!isPaging(asked)) return refuse('INVALID_PARAMS');
		const { listOrder, skewMs } = world.settings;
		const { status } = asked;
		if (status !== undefined && !documentedStatuses.includes(status))
			return refuse('INVALID_PARAMS');
		const all = [...account.orders.values()];
		const listed = status === undefined ? all : all.filter((row) => row.shownStatus === status);
		const { rows, ...rest } = pageOf(listed, asked, listOrder === 'newestFirst');
		return { status: 200, body: { orders: rows.map((row) => orderRow(row, skewMs)), ...rest } };
	},
};
