import type { Deviation, Group } from '../deviation.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import { each, looks, ofOrders, onField, onFields, rowsOf, type Fields } from './edit.mts';
import { camelCase, goName, renamed, renamedField } from './edit.mts';

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

const forms: Record<string, (value: unknown) => unknown> = {
	'is null': () => null,
	'is missing': () => undefined,
	'is an empty text': () => '',
	// As JSON writes it without a thought.
	'is a sql.NullString': (value) => ({ String: String(value ?? ''), Valid: value !== null }),
	'stands in an object': (value) => (value === null ? null : { value }),
	'stands in a list': (value) => (value === null ? null : [value]),
};

const names: Record<string, (field: string) => string> = {
	'is written in camelCase': camelCase,
	'is named as Go does': goName,
};

function rowsOfField([field, on]: [string, readonly EndpointName[]]): Deviation[] {
	const spelled = Object.entries(names).filter(([, rename]) => rename(field) !== field);
	return [
		...rowsOf(`${field} `, on, forms, (edit) => onField(field, edit)),
		...rowsOf(`${field} `, on, Object.fromEntries(spelled), (rename) =>
			renamedField(field, rename(field)),
		),
	];
}

const withoutNulls = (row: Fields) =>
	Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

const whole: Record<string, (fields: Fields) => unknown> = {
	'all names are in camelCase': renamed(camelCase),
	'all names are as Go writes them': renamed(goName),
	'all names are in capitals': renamed((field) => field.toUpperCase()),
	'nothing but ID and status': ({ order_id, status, code, content }) => {
		return { order_id, status, code, content };
	},
	'there are more fields': (row) => ({ ...row, id: 7, error: null, success: true, meta: { a: 1 } }),
};

export const fieldsOfAnOrder: Group = {
	name: 'Fields of an order',
	what: 'A field is null, missing, empty, of another type, or has another name.',
	rows: [
		...Object.entries(fields).flatMap(rowsOfField),
		...rowsOf('', ofOrders, whole, onFields),
		...each(
			{ on: ofOrders },
			{
				'region is a name in lists': {
					on: ['orders'],
					jobs: ['lost purchase', 'lost purchase, bought before'],
					change: onField('region', () => 'Indonesia'),
				},
				'empty fields are left out': { on: looks, change: onFields(withoutNulls) },
				'phone is a number': {
					change: onField('phone', (phone) => Number(String(phone).replace('+', ''))),
				},
			},
		),
	],
};
