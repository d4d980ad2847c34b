import { fromMicros } from '../core/money.mts';
import { timestamp } from '../core/timestamp.mts';
import type { Endpoint } from './endpoint.mts';

export const profile: Endpoint = {
	name: 'profile',
	method: 'GET',
	path: /^\/user\/profile$/,
	perform: ({ account, world }) => ({
		status: 200,
		body: {
			user_id: account.userId,
			username: account.username,
			email: `${account.username.replace(/^channel_/, '')}@example.com`,
			balance: fromMicros(account.balanceMicros),
			frozen_balance: fromMicros(account.frozenMicros),
			credit_limit: fromMicros(account.creditMicros),
			billing_type: account.billingType,
			is_active: account.isActive,
			created_at: timestamp(account.createdAt + world.settings.skewMs),
		},
	}),
};
