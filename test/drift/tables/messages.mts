import type { Change, Deviation, Group, Seen } from '../deviation.mts';
import { both, each, isFields, looks, onBody, onField, onFields, rowsOf } from './edit.mts';

const jobs: Deviation['jobs'] = [
	'create and wait',
	'create and wait, without text',
	'create and wait, five at once',
	'wait',
	'get',
	'trigger: received',
];

/** What stands there before the SMS has come. */
const before = (field: string) => (nothing: unknown) =>
	onField(field, (value) => (value === null ? nothing : value));

/** For a while after the SMS, this stands in the place of what came. */
function late(lateMs: number, instead: object): Change {
	return onFields((fields, { nowMs }) => {
		const { received_at: at } = fields;
		const isOver = typeof at !== 'string' || nowMs >= Date.parse(at) + lateMs;
		return isOver ? fields : { ...fields, ...instead };
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

const stillPending = onFields((fields) =>
	typeof fields.code === 'string' ? { ...fields, status: 'pending' } : fields,
);

/** `sms: {code, content}`, beside what is documented: null. */
const asObject = onBody((body) => {
	if (!isFields(body) || typeof body.code !== 'string') return body;
	const { code, content, ...rest } = body;
	return { ...rest, sms: { code, content } };
});

const renamed = (field: string) => (name: string) =>
	onFields(({ [field]: value, ...rest }) =>
		value === undefined ? rest : { ...rest, [name]: value },
	);
const same = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

const inLooks = { on: looks, jobs };
const inOrder = { on: ['order'] as const, jobs };
const withSms = { jobs, notJobs: ['get'] as const };
const noCode = onField('code', () => null);

export const messages: Group = {
	name: 'Code and text',
	what: 'The code is a number, empty before the SMS, comes seconds after the status, or stands in one answer only.',
	rows: [
		...rowsOf(
			'code ',
			looks,
			codes,
			(edit) => onField('code', (code) => (typeof code === 'string' ? edit(code) : code)),
			{ jobs },
		),
		{
			name: 'code with leading zeros',
			...inLooks,
			settings: { sms: { default: { delayMs: 12_000, code: '004271', content: 'It is 004271' } } },
			notJobs: ['wait', 'get', 'trigger: received'],
			touches: ({ text }) => text.includes('"004271"'),
		},
		...rowsOf(
			'code is ',
			looks,
			{
				'empty before the SMS': '',
				'0 before the SMS': 0,
				'false before the SMS': false,
			},
			before('code'),
			withSms,
		),
		...['<nil>', 'N/A', '--', 'waiting', '000000', '******'].map((nothing) => ({
			name: `code is “${nothing}” before the SMS`,
			on: looks,
			change: before('code')(nothing),
			...withSms,
		})),
		...['<nil>', '-', 0, '等待接收短信'].map((nothing) => ({
			name: `text is “${nothing}” before the SMS`,
			on: ['order'] as const,
			change: before('content')(nothing),
			...withSms,
		})),
		{
			name: 'a message stands beside code and text',
			...inOrder,
			change: onFields((fields) => ({ message: 'success', ...fields })),
		},
		{
			name: 'text is empty before the SMS',
			on: ['order'],
			change: before('content')(''),
			...withSms,
		},
		...[1, 3, 8, 20].map((seconds) => ({
			name: `code and text come ${seconds} s after the status`,
			on: looks,
			change: late(seconds * 1_000, { code: null, content: null }),
			...withSms,
		})),
		...each(
			{ on: looks, ...withSms },
			{
				'the text comes 3 s after the code': {
					on: ['order'],
					change: late(3_000, { content: null }),
				},
				'the code comes 3 s after the text': { change: late(3_000, { code: null }) },
				'the status comes 3 s after the code': { change: late(3_000, { status: 'pending' }) },
			},
		),
		...each(inLooks, {
			'the status stays pending with the code': { change: stillPending },
			'the list never has the code': { on: ['orders'], change: hiddenIn('orders') },
			'the order never has the code, its text does': { on: ['order'], change: hiddenIn('order') },
			'no answer has the code, the text does': { change: noCode },
			'neither code nor text ever come': {
				notJobs: ['get'],
				change: both(
					noCode,
					onField('content', () => null),
				),
			},
		}),
		...rowsOf(
			'code is named ',
			looks,
			same(['sms_code', 'verification_code', 'smsCode', 'Code']),
			renamed('code'),
			{ jobs },
		),
		...rowsOf(
			'content is named ',
			['order'],
			same(['sms', 'text', 'message', 'sms_content', 'Content']),
			renamed('content'),
			{ jobs },
		),
		{ name: 'the SMS is an object', ...inLooks, change: asObject },
	],
};
