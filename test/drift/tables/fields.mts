import type { Deviation, Group } from '../deviation.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import { camelCase, goName, onFields, onField, renamed, type Fields } from './edit.mts';

const everywhere = ['create', 'order', 'orders'] as const;
const looks = ['order', 'orders'] as const;

/** Where the document has each field of an order. */
const fields: Record<string, readonly EndpointName[]> = {
	phone: everywhere,
	project_code: everywhere,
	region: everywhere,
	price: everywhere,
	status: everywhere,
	created_at: everywhere,
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

function rowsOf(field: string, on: readonly EndpointName[]): Deviation[] {
	const values = Object.entries(forms).map(([form, edit]) => ({
		name: `${field} ${form}`,
		on,
		change: onField(field, edit),
	}));
	const spellings = Object.entries(names)
		.filter(([, rename]) => rename(field) !== field)
		.map(([form, rename]) => ({
			name: `${field} ${form}`,
			on,
			change: onFields(renamed((one) => (one === field ? rename(one) : one))),
		}));
	return [...values, ...spellings];
}

const withField = (more: Fields) => onFields((row) => ({ ...row, ...more }));

export const fieldsOfAnOrder: Group = {
	name: 'Fields of an order',
	what: 'A field is null, missing, empty, of another type, or has another name.',
	rows: [
		...Object.entries(fields).flatMap(([field, on]) => rowsOf(field, on)),
		{
			name: 'all names are in camelCase',
			on: everywhere,
			change: onFields(renamed(camelCase)),
		},
		{ name: 'all names are as Go writes them', on: everywhere, change: onFields(renamed(goName)) },
		{
			name: 'all names are in capitals',
			on: everywhere,
			change: onFields(renamed((field) => field.toUpperCase())),
		},
		{
			name: 'region is a name in lists',
			on: ['orders'],
			jobs: ['lost purchase', 'lost purchase, bought before'],
			change: onField('region', () => 'Indonesia'),
		},
		{
			name: 'nothing but ID and status',
			on: everywhere,
			change: onFields(({ order_id, status, code, content }) => ({
				order_id,
				status,
				code,
				content,
			})),
		},
		{ name: 'empty fields are left out', on: looks, change: onFields(withoutNulls) },
		{
			name: 'there are more fields',
			on: everywhere,
			change: withField({ id: 7, error: null, success: true, meta: { a: 1 } }),
		},
		{
			name: 'phone is a number',
			on: everywhere,
			change: onField('phone', (phone) => Number(String(phone).replace('+', ''))),
		},
	],
};

function withoutNulls(row: Fields): Fields {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
