import type { Change, Deviation, Group } from '../deviation.mts';
import { all, both, each, isFields, ofOrders, onField, onRows, rowsOf } from './edit.mts';
import { withHeader, withoutHeader } from './edit.mts';

const secondMs = 1_000;
const hourMs = 3_600_000;
const withLedger = [...ofOrders, 'transactions', 'profile'] as const;
const timeFields = ['created_at', 'expired_at', 'received_at'] as const;

/** All times of an answer, each written anew. */
function onTimes(write: (ms: number) => unknown): Change {
	return timeFields
		.map((field) =>
			onField(field, (time) => (typeof time === 'string' ? write(Date.parse(time)) : time)),
		)
		.reduce(both);
}

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const zoneless = (ms: number) => iso(ms).slice(0, -1);
const goZero = '0001-01-01T00:00:00Z';

/** All others live by times. */
const notJobs = ['get', 'get many of a status', 'cancel', 'balance', 'profile'];

const headerOff = (ms: number): Deviation => ({
	name: `the Date header is ${words(ms)} the database`,
	on: all,
	notJobs,
	change: (answer) => {
		const date = new Date(Date.parse(answer.headers.date ?? '') + ms);
		return withHeader('date', date.toUTCString(), answer);
	},
});

const databaseOff = (ms: number): Deviation => ({
	name: `the database is ${words(ms)} the Date header`,
	on: withLedger,
	notJobs,
	change: onTimes((time) => iso(time + ms)),
});

const serverOff = (ms: number): Deviation => ({
	name: `header and database are ${words(ms)} the truth`,
	on: all,
	notJobs,
	settings: { skewMs: ms },
	touches: () => true,
});

function words(ms: number): string {
	const size = Math.abs(ms);
	const length = size < hourMs ? `${size / secondMs} s` : `${size / hourMs} h`;
	return `${length} ${ms > 0 ? 'ahead of' : 'behind'}`;
}

const forms: Record<string, (ms: number) => unknown> = {
	'have no zone': zoneless,
	'have a blank for the T, and no zone': (ms) => zoneless(ms).replace('T', ' '),
	'are local ones of China, without zone': (ms) => zoneless(ms + 8 * hourMs),
	'are local ones of China, with a blank': (ms) => zoneless(ms + 8 * hourMs).replace('T', ' '),
	'are local ones of New York, without zone': (ms) => zoneless(ms - 5 * hourMs),
	'are local ones of China, marked Z': (ms) => iso(ms + 8 * hourMs),
	'are local ones of New York, marked Z': (ms) => iso(ms - 5 * hourMs),
	'have the offset of China': (ms) => `${zoneless(ms + 8 * hourMs)}+08:00`,
	'have nanoseconds and an offset': (ms) => `${zoneless(ms + 8 * hourMs)}.123456789+08:00`,
	'have milliseconds': (ms) => new Date(ms).toISOString(),
	'are as Go prints them': (ms) => `${zoneless(ms).replace('T', ' ')} +0000 UTC`,
	'have slashes': (ms) => zoneless(ms).replace('T', ' ').replaceAll('-', '/'),
	'are as in HTTP': (ms) => new Date(ms).toUTCString(),
	'are seconds since 1970': (ms) => ms / secondMs,
	'are seconds since 1970, as text': (ms) => String(ms / secondMs),
	'are milliseconds since 1970': (ms) => ms,
	'are milliseconds since 1970, as text': String,
	'are seconds with decimals': (ms) => ms / secondMs + 0.25,
	'are sql.NullTime': (ms) => ({ Time: iso(ms), Valid: true }),
	'are protobuf timestamps': (ms) => ({ seconds: ms / secondMs, nanos: 0 }),
	'are null': () => null,
	'are missing': () => undefined,
	'are 0': () => 0,
	'are empty': () => '',
	'are Go’s zero time': () => goZero,
	'are 1970': () => '1970-01-01T00:00:00Z',
	'are days only': (ms) => iso(ms).slice(0, 10),
	'are no times': () => 'soon',
};

const expiries: Record<string, (ms: number) => unknown> = {
	'is Go’s zero time': () => goZero,
	'is 0': () => 0,
	'is −1': () => -1,
	'is 1970': () => '1970-01-01T00:00:00Z',
	'is 2099': () => '2099-12-31T23:59:59Z',
	'is a number of seconds to go': () => 600,
	'is the time of the purchase': (ms) => iso(ms - 600 * secondMs),
	'is before the purchase': (ms) => iso(ms - 700 * secondMs),
};

const headers: Record<string, Change> = {
	'there is no Date header': (answer) => withoutHeader('date', answer),
	'the Date header is no time': (answer) => withHeader('date', 'now', answer),
};

export const times: Group = {
	name: 'Times',
	what: 'Clocks of header and database differ; times have no zone, a wrong one, or another form; expired_at is zero.',
	rows: [
		...[1, 2, 3, 30, -1, -2, -3, -30].map((seconds) => headerOff(seconds * secondMs)),
		...[1, -1, 8, -8].map((hours) => headerOff(hours * hourMs)),
		...[2, 3, -2, -3].map((seconds) => databaseOff(seconds * secondMs)),
		...[1, -1, 8, -8].map((hours) => databaseOff(hours * hourMs)),
		...[1, -1].map((hours) => serverOff(hours * hourMs)),
		...rowsOf('', all, headers, (change) => change, { notJobs }),
		...rowsOf('all times ', withLedger, forms, onTimes, { notJobs }),
		...rowsOf(
			'expired_at ',
			['create', 'order'],
			expiries,
			(write) => onField('expired_at', (time) => write(Date.parse(String(time)))),
			{ notJobs },
		),
		...each(
			{ on: ['orders'], notJobs },
			{
				'received_at is a local time of China, without zone': {
					on: ofOrders,
					change: onField('received_at', (time) =>
						typeof time === 'string' ? zoneless(Date.parse(time) + 8 * hourMs) : time,
					),
				},
				'the oldest order of a list is of 2030': {
					change: onRows(([...rows]) => {
						const last = rows.pop();
						return isFields(last)
							? [...rows, { ...last, created_at: '2030-01-01T00:00:00Z' }]
							: rows;
					}),
				},
			},
		),
		{
			name: 'orders live twenty minutes',
			on: ['create', 'order'],
			jobs: ['create and wait', 'create and wait, time-out', 'wait', 'cancel stale'],
			settings: { orderLifeMs: 1_200_000 },
			touches: () => true,
		},
	],
};
