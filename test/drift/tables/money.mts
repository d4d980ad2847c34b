import type { Group } from '../deviation.mts';
import { camelCase, each, goName, ofOrders, onField, onFields } from './edit.mts';
import { renamed, renamedField, rowsOf } from './edit.mts';

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
		...['amount', 'balance_snapshot', 'frozen_balance_snapshot', 'order_id', 'description'],
		'created_at',
	],
};

const shapes: Record<string, (value: unknown) => unknown> = {
	null: () => null,
	missing: () => undefined,
	'in an object': (value) => ({ value }),
};

const account = ['balance', 'profile', 'transactions'] as const;

const amountRows = account.flatMap((endpoint) =>
	amounts[endpoint].flatMap((field) => {
		const isText = /name|email|type|description|_at/.test(field);
		const some = isText ? shapes : { 'a text': String, ...shapes };
		const title = `${field} of ${endpoint} is `;
		return rowsOf(title, [endpoint], some, (edit) => onField(field, edit), { jobs: [endpoint] });
	}),
);

export const money: Group = {
	name: 'Money and account',
	what: 'Prices and balances are texts, null, nested, missing, or have other names.',
	rows: [
		...rowsOf('price is ', ofOrders, forms, (edit) => onField('price', edit)),
		...amountRows,
		...rowsOf('account ', account, { 'in camelCase': camelCase, 'as Go names it': goName }, (to) =>
			onFields(renamed(to)),
		),
		...each(
			{ on: ['transactions'] },
			{
				'types in lower case': { change: onField('type', (type) => String(type).toLowerCase()) },
				'the ID of an entry is a text': { change: onField('id', String) },
				'the ID of an entry is named transaction_id': {
					change: renamedField('id', 'transaction_id'),
				},
			},
		),
	],
};
