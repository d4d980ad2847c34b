import type { Change, Group } from '../deviation.mts';
import { each, isFields, looks, onBody, onField, onFields, renamedField } from './edit.mts';
import { both, rowsOf, same, waits } from './edit.mts';

const jobs = [...waits, 'get'];

/** What stands there before the SMS has come. */
const before = (field: string) => (nothing: unknown) =>
	onField(field, (value) => (value === null ? nothing : value));
const quoted = (nothings: readonly unknown[]) =>
	Object.fromEntries(nothings.map((one) => [`“${one}” before the SMS`, one]));

/** For a while after the SMS, this stands in the place of what came. */
function late(lateMs: number, instead: object): Change {
	return onFields((fields, { nowMs }) => {
		const { received_at: at } = fields;
		const isOver = typeof at !== 'string' || nowMs >= Date.parse(at) + lateMs;
		return isOver ? fields : { ...fields, ...instead };
	});
}

const codes: Record<string, (code: string) => unknown> = {
	'is a number': Number,
	'stands between blanks': (code) => ` ${code} `,
	'is in a list': (code) => [code],
	'is in an object': (code) => ({ value: code }),
	'is a sql.NullString': (code) => ({ String: code, Valid: true }),
};
const codeNames = same(['sms_code', 'verification_code', 'smsCode', 'Code']);
const textNames = same(['sms', 'text', 'message', 'sms_content', 'Content']);

const stillPending = onFields((fields) =>
	typeof fields.code === 'string' ? { ...fields, status: 'pending' } : fields,
);

/** `sms: {code, content}`, beside what is documented: null. */
const asObject = onBody((body) => {
	if (!isFields(body) || typeof body.code !== 'string') return body;
	const { code, content, ...rest } = body;
	return { ...rest, sms: { code, content } };
});

const noCode = onField('code', () => null);
const noText = onField('content', () => null);

export const messages: Group = {
	name: 'Code and text',
	what: 'The code is a number, empty before the SMS, comes seconds after the status, or is in only one of the answers.',
	rows: [
		...rowsOf('code ', looks, codes, (edit) =>
			onField('code', (code) => (typeof code === 'string' ? edit(code) : code)),
		),
		...rowsOf('code is named ', looks, codeNames, (to) => renamedField('code', to)),
		...rowsOf('content is named ', ['order'], textNames, (to) => renamedField('content', to)),
		...rowsOf(
			'code is ',
			looks,
			{
				'empty before the SMS': '',
				'0 before the SMS': 0,
				'false before the SMS': false,
				...quoted(['<nil>', 'N/A', '--', 'waiting', '000000', '******']),
			},
			before('code'),
			{ jobs: waits },
		),
		...rowsOf(
			'text is ',
			['order'],
			{ 'empty before the SMS': '', ...quoted(['<nil>', '-', 0, '等待接收短信']) },
			before('content'),
			{ jobs: waits },
		),
		...each(
			{ on: looks },
			{
				'code with leading zeros': {
					settings: {
						sms: { default: { delayMs: 12_000, code: '004271', content: 'It is 004271' } },
					},
					notJobs: ['wait', 'get', 'trigger: received'],
					touches: ({ text }) => text.includes('"004271"'),
				},
				'a message stands beside code and text': {
					on: ['order'],
					change: onFields((fields) => ({ message: 'success', ...fields })),
				},
				'the status stays pending with the code': { change: stillPending },
				'the list never has the code': { on: ['orders'], change: noCode },
				'the order never has the code, its text does': { on: ['order'], change: noCode },
				'no answer has the code, the text does': { change: noCode },
				'the SMS is an object': { change: asObject },
			},
		),
		...each(
			{ on: looks, jobs: waits },
			{
				'code and text come 1 s after the status': lateBoth(1),
				'code and text come 3 s after the status': lateBoth(3),
				'code and text come 8 s after the status': lateBoth(8),
				'code and text come 20 s after the status': lateBoth(20),
				'the text comes 3 s after the code': {
					on: ['order'],
					change: late(3_000, { content: null }),
				},
				'the code comes 3 s after the text': { change: late(3_000, { code: null }) },
				'the status comes 3 s after the code': { change: late(3_000, { status: 'pending' }) },
				'neither code nor text ever come': { change: both(noCode, noText) },
			},
		),
	].map((row) => ({ jobs, ...row })),
};

function lateBoth(seconds: number) {
	return { change: late(seconds * 1_000, { code: null, content: null }) };
}
