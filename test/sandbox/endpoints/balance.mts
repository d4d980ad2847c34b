import { fromMicros } from '../core/money.mts';
import type { Endpoint } from './endpoint.mts';

export const balance: Endpoint = {
	name: 'balance',
	method: 'GET',
	path: /^\/user\/balance$/,
	perform: ({ account }) => ({
		status: 200,
		body: {
			balance: fromMicros(account.balanceMicros),
			frozen_balance: fromMicros(account.frozenMicros),
			available_balance: fromMicros(account.balanceMicros - account.frozenMicros),
			credit_limit: fromMicros(account.creditMicros),
		},
	}),
};
