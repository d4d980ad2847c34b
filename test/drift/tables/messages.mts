import type { Answer, Change, Deviation, Group, Seen } from '../deviation.mts';
import { bodyOf, isFields, isSuccess, onField, onFields, withBody } from './edit.mts';

const looks = ['order', 'orders'] as const;
const jobs: Deviation['jobs'] = [
	'create and wait',
	'create and wait, without text',
	'create and wait, five at once',
	'wait',
	'get',
	'trigger: received',
];

const onCode = (edit: (code: string) => unknown) =>
	onField('code', (code) => (typeof code === 'string' ? edit(code) : code));

/** What stands there before the SMS has come. */
const before = (field: string, nothing: unknown) =>
	onField(field, (value) => (value === null ? nothing : value));

/** For a while after the SMS, its status is there and the rest is not. */
function late(lateMs: number, hidden: readonly string[]): Change {
	return onFields((fields, { nowMs }) => {
		const { received_at: at } = fields;
		if (typeof at !== 'string' || nowMs >= Date.parse(at) + lateMs) return fields;
		return { ...fields, ...Object.fromEntries(hidden.map((field) => [field, null])) };
	});
}

/** The code in the list only, or in the order only. */
const hiddenIn = (endpoint: Seen['endpoint']): Change => {
	const hide = onField('code', () => null);
	return (answer, seen) => (seen.endpoint === endpoint ? hide(answer, seen) : answer);
};

const codes: Record<string, (code: string) => unknown> = {
	'is a number': Number,
	'stands between blanks': (code) => ` ${code} `,
	'is in a list': (code) => [code],
	'is in an object': (code) => ({ value: code }),
	'is a sql.NullString': (code) => ({ String: code, Valid: true }),
};

const names = ['sms_code', 'verification_code', 'smsCode', 'Code'];
const textNames = ['sms', 'text', 'message', 'sms_content', 'Content'];

const named = (field: string, name: string): Change =>
	onFields(({ [field]: value, ...rest }) =>
		value === undefined ? rest : { ...rest, [name]: value },
	);

export const messages: Group = {
	name: 'Code and text',
	what: 'The code is a number, empty before the SMS, comes seconds after the status, or stands in one answer only.',
	rows: [
		...Object.entries(codes).map(([form, edit]) => ({
			name: `code ${form}`,
			on: looks,
			jobs,
			change: onCode(edit),
		})),
		{
			name: 'code with leading zeros',
			on: looks,
			jobs,
			settings: { sms: { default: { delayMs: 12_000, code: '004271', content: 'It is 004271' } } },
			notJobs: ['wait', 'get', 'trigger: received'],
			touches: ({ text }) => text.includes('"004271"'),
		},
		{
			name: 'code is empty before the SMS',
			on: looks,
			jobs,
			notJobs: ['get'],
			change: before('code', ''),
		},
		{
			name: 'code is 0 before the SMS',
			on: looks,
			jobs,
			notJobs: ['get'],
			change: before('code', 0),
		},
		{
			name: 'code is false before the SMS',
			on: looks,
			jobs,
			notJobs: ['get'],
			change: before('code', false),
		},
		...['<nil>', 'N/A', '--', 'waiting', '000000', '******'].map((nothing) => ({
			name: `code is “${nothing}” before the SMS`,
			on: looks,
			jobs,
			notJobs: ['get'] as const,
			change: before('code', nothing),
		})),
		...['<nil>', '-', 0, '等待接收短信'].map((nothing) => ({
			name: `text is “${nothing}” before the SMS`,
			on: ['order'] as const,
			jobs,
			notJobs: ['get'] as const,
			change: before('content', nothing),
		})),
		{
			name: 'a message stands beside code and text',
			on: ['order'],
			jobs,
			change: onFields((fields) => ({ message: 'success', ...fields })),
		},
		{
			name: 'text is empty before the SMS',
			on: ['order'],
			jobs,
			notJobs: ['get'],
			change: before('content', ''),
		},
		...[1, 3, 8, 20].map((seconds) => ({
			name: `code and text come ${seconds} s after the status`,
			on: looks,
			jobs,
			notJobs: ['get'] as const,
			change: late(seconds * 1_000, ['code', 'content']),
		})),
		{
			name: 'the text comes 3 s after the code',
			on: ['order'],
			jobs,
			notJobs: ['get'],
			change: late(3_000, ['content']),
		},
		{
			name: 'the code comes 3 s after the text',
			on: looks,
			jobs,
			notJobs: ['get'],
			change: late(3_000, ['code']),
		},
		{
			name: 'the status comes 3 s after the code',
			on: looks,
			jobs,
			notJobs: ['get'],
			change: onFields((fields, { nowMs }) =>
				typeof fields.received_at === 'string' && nowMs < Date.parse(fields.received_at) + 3_000
					? { ...fields, status: 'pending' }
					: fields,
			),
		},
		{ name: 'the status stays pending with the code', on: looks, jobs, change: stillPending },
		{ name: 'the list never has the code', on: ['orders'], jobs, change: hiddenIn('orders') },
		{
			name: 'the order never has the code, its text does',
			on: ['order'],
			jobs,
			change: hiddenIn('order'),
		},
		{
			name: 'no answer has the code, the text does',
			on: looks,
			jobs,
			change: onField('code', () => null),
		},
		{
			name: 'neither code nor text ever come',
			on: looks,
			jobs,
			notJobs: ['get'],
			refusalIsBest: true,
			change: (answer, seen) =>
				onField('content', () => null)(onField('code', () => null)(answer, seen), seen),
		},
		...names.map((name) => ({
			name: `code is named ${name}`,
			on: looks,
			jobs,
			change: named('code', name),
		})),
		...textNames.map((name) => ({
			name: `content is named ${name}`,
			on: ['order'] as const,
			jobs,
			change: named('content', name),
		})),
		{ name: 'the SMS is an object', on: looks, jobs, change: asObject },
	],
};

const stillPendingFields: Change = onFields((fields) =>
	typeof fields.code === 'string' ? { ...fields, status: 'pending' } : fields,
);
function stillPending(answer: Answer, seen: Seen): Answer {
	return stillPendingFields(answer, seen);
}

/** `sms: {code, content}`, beside what is documented: null. */
function asObject(answer: Answer): Answer {
	const body = isSuccess(answer) ? bodyOf(answer) : undefined;
	if (!isFields(body) || typeof body.code !== 'string') return answer;
	const { code, content, ...rest } = body;
	return withBody(answer, { ...rest, sms: { code, content } });
}
