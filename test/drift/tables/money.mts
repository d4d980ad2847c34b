import type { Deviation, Group } from '../deviation.mts';
import { camelCase, goName, ofOrders, onField, onFields, renamed, rowsOf } from './edit.mts';

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

/** The other amounts; the figures of an account can be seen only as they are shown. */
const amounts = {
	balance: ['balance', 'frozen_balance', 'available_balance', 'credit_limit'],
	profile: ['user_id', 'username', 'email', 'is_active', 'billing_type'],
	transactions: [
		'amount',
		'balance_snapshot',
		'frozen_balance_snapshot',
		'order_id',
		'description',
		'created_at',
	],
} as const;

const shapes: Record<string, (value: unknown) => unknown> = {
	'a text': String,
	null: () => null,
	missing: () => undefined,
	'in an object': (value) => ({ value }),
};

const account = ['balance', 'profile', 'transactions'] as const;

const amountRows = account.flatMap((endpoint) =>
	amounts[endpoint].flatMap((field): Deviation[] => {
		const isText = /name|email|type|description|_at/.test(field);
		const others = Object.entries(shapes).filter(([shape]) => shape !== 'a text');
		const title = `${field} of ${endpoint} is `;
		const ofField = (edit: (value: unknown) => unknown) => onField(field, edit);
		return rowsOf(title, [endpoint], isText ? Object.fromEntries(others) : shapes, ofField, {
			jobs: [endpoint],
		});
	}),
);

export const money: Group = {
	name: 'Money and account',
	what: 'Prices and balances are texts, null, nested, missing, or have other names.',
	rows: [
		...rowsOf('price is ', ofOrders, forms, (edit) => onField('price', edit)),
		...amountRows,
		{ name: 'account in camelCase', on: account, change: onFields(renamed(camelCase)) },
		{ name: 'account as Go names it', on: account, change: onFields(renamed(goName)) },
		{
			name: 'types in lower case',
			on: ['transactions'],
			change: onField('type', (type) => String(type).toLowerCase()),
		},
		{ name: 'the ID of an entry is a text', on: ['transactions'], change: onField('id', String) },
		{
			name: 'the ID of an entry is named transaction_id',
			on: ['transactions'],
			change: onFields(renamed((field) => (field === 'id' ? 'transaction_id' : field))),
		},
	],
};
