import type { Deviation, Group } from '../deviation.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import {
	camelCase,
	goName,
	looks,
	ofOrders,
	onField,
	onFields,
	renamed,
	rowsOf,
	type Fields,
} from './edit.mts';

/** Where the document has each field of an order. */
const fields: Record<string, readonly EndpointName[]> = {
	phone: ofOrders,
	project_code: ofOrders,
	region: ofOrders,
	price: ofOrders,
	status: ofOrders,
	created_at: ofOrders,
	expired_at: ['create', 'order'],
	received_at: looks,
	code: looks,
	content: ['order'],
};

/** Go's sql.NullString, as JSON writes it without a thought. */
const nullable = (value: unknown) => ({
	String: value === null ? '' : String(value),
	Valid: value !== null,
});

const forms: Record<string, (value: unknown) => unknown> = {
	'is null': () => null,
	'is missing': () => undefined,
	'is an empty text': () => '',
	'is a sql.NullString': nullable,
	'stands in an object': (value) => (value === null ? null : { value }),
	'stands in a list': (value) => (value === null ? null : [value]),
};

const names: Record<string, (field: string) => string> = {
	'is written in camelCase': camelCase,
	'is named as Go does': goName,
};

function rowsOfField(field: string, on: readonly EndpointName[]): Deviation[] {
	const spelled = Object.entries(names).filter(([, rename]) => rename(field) !== field);
	return [
		...rowsOf(`${field} `, on, forms, (edit) => onField(field, edit)),
		...rowsOf(`${field} `, on, Object.fromEntries(spelled), (rename) =>
			onFields(renamed((one) => (one === field ? rename(one) : one))),
		),
	];
}

const whole: Record<string, (fields: Fields) => unknown> = {
	'all names are in camelCase': renamed(camelCase),
	'all names are as Go writes them': renamed(goName),
	'all names are in capitals': renamed((field) => field.toUpperCase()),
};

export const fieldsOfAnOrder: Group = {
	name: 'Fields of an order',
	what: 'A field is null, missing, empty, of another type, or has another name.',
	rows: [
		...Object.entries(fields).flatMap(([field, on]) => rowsOfField(field, on)),
		...rowsOf('', ofOrders, whole, onFields),
		{
			name: 'region is a name in lists',
			on: ['orders'],
			jobs: ['lost purchase', 'lost purchase, bought before'],
			change: onField('region', () => 'Indonesia'),
		},
		{
			name: 'nothing but ID and status',
			on: ofOrders,
			change: onFields(({ order_id, status, code, content }) => {
				return { order_id, status, code, content };
			}),
		},
		{ name: 'empty fields are left out', on: looks, change: onFields(withoutNulls) },
		{
			name: 'there are more fields',
			on: ofOrders,
			change: onFields((row) => ({ ...row, id: 7, error: null, success: true, meta: { a: 1 } })),
		},
		{
			name: 'phone is a number',
			on: ofOrders,
			change: onField('phone', (phone) => Number(String(phone).replace('+', ''))),
		},
	],
};

function withoutNulls(row: Fields): Fields {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
