import type { Deviation, Group } from '../deviation.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import { camelCase, goName, onField, onFields, renamed, type Fields } from './edit.mts';

const everywhere = ['create', 'order', 'orders'] as const;

const fixed = (value: unknown) => Number(value).toFixed(2);

const forms: Record<string, (value: unknown) => unknown> = {
	'a text': fixed,
	'a text with a currency': (value) => `¥${fixed(value)}`,
	'in cents': (value) => Number(value) * 100,
	null: () => null,
	missing: () => undefined,
	'an object': (value) => ({ amount: fixed(value), currency: 'CNY' }),
	'a sql.NullFloat64': (value) => ({ Float64: value, Valid: true }),
	'below zero': (value) => -Number(value),
};

const prices = Object.entries(forms).map(
	([name, edit]): Deviation => ({
		name: `price is ${name}`,
		on: everywhere,
		change: onField('price', edit),
	}),
);

/** Where the other amounts stand; the figures of an account can be seen only as they are shown. */
const amounts: Record<string, EndpointName> = {
	balance: 'balance',
	frozen_balance: 'balance',
	available_balance: 'balance',
	credit_limit: 'balance',
	user_id: 'profile',
	username: 'profile',
	email: 'profile',
	is_active: 'profile',
	billing_type: 'profile',
	amount: 'transactions',
	balance_snapshot: 'transactions',
	frozen_balance_snapshot: 'transactions',
	order_id: 'transactions',
	description: 'transactions',
	created_at: 'transactions',
};

const shapes: Record<string, (value: unknown) => unknown> = {
	'a text': String,
	null: () => null,
	missing: () => undefined,
	'in an object': (value) => ({ value }),
};

const others = Object.entries(amounts).flatMap(([field, endpoint]) =>
	Object.entries(shapes)
		.filter(([shape]) => shape !== 'a text' || !/name|email|type|description|_at/.test(field))
		.map(
			([shape, edit]): Deviation => ({
				name: `${field} of ${endpoint} is ${shape}`,
				on: [endpoint],
				jobs: [
					endpoint === 'balance' ? 'balance' : endpoint === 'profile' ? 'profile' : 'transactions',
				],
				change: onField(field, edit),
			}),
		),
);

const account = ['balance', 'profile', 'transactions'] as const;
const spelled = (rename: (field: string) => string) => onFields(renamed(rename));
const typed = onFields((row: Fields) =>
	'type' in row ? { ...row, type: String(row.type).toLowerCase() } : row,
);

export const money: Group = {
	name: 'Money and account',
	what: 'Prices and balances are texts, null, nested, missing, or have other names.',
	rows: [
		...prices,
		...others,
		{ name: 'account in camelCase', on: account, change: spelled(camelCase) },
		{ name: 'account as Go names it', on: account, change: spelled(goName) },
		{ name: 'types in lower case', on: ['transactions'], change: typed },
		{
			name: 'the ID of an entry is a text',
			on: ['transactions'],
			change: onField('id', String),
		},
		{
			name: 'the ID of an entry is named transaction_id',
			on: ['transactions'],
			change: onFields(renamed((field) => (field === 'id' ? 'transaction_id' : field))),
		},
	],
};
