import { Type } from '@sinclair/typebox';
import { TypeCompiler } from '@sinclair/typebox/compiler';

import type { Endpoint } from './endpoint.mts';
import { orderRow } from './orderBody.mts';
import { pageOf, pagingProperties } from './paging.mts';
import { refuse } from './refusals.mts';

const query = TypeCompiler.Compile(
	Type.Object({ ...pagingProperties, status: Type.Optional(Type.String()) }),
);
const documentedStatuses = ['pending', 'received', 'completed', 'cancelled'];

export const orders: Endpoint = {
	name: 'orders',
	method: 'GET',
	path: /^\/user\/orders$/,
	perform({ account, world, query: asked }) {
		if (!query.Check(asked)) return refuse('INVALID_PARAMS');
		const { listOrder, listAcceptsExpired, skewMs } = world.settings;
		const { status } = asked;
		const isKnown =
			status === undefined ||
			documentedStatuses.includes(status) ||
			(listAcceptsExpired && status === 'expired');
		if (!isKnown) return refuse('INVALID_PARAMS');
		const { rows, ...rest } = pageOf(
			account.orders.list(status),
			asked,
			listOrder === 'newestFirst',
		);
		return { status: 200, body: { orders: rows.map((row) => orderRow(row, skewMs)), ...rest } };
	},
};
