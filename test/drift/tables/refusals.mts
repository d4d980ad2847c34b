import type { AccountOptions } from '../../sandbox/core/account.mts';
import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import type { Answer, Deviation, Group } from '../deviation.mts';
import { withBody, withHeader } from './edit.mts';

const buying = ['create', 'create and wait', 'create and wait, five at once'];

/** The same refusal in other words; what was a success stays one. */
const refusals = (
	status: number,
	code: string,
	number: number,
	text: string,
): Record<string, (answer: Answer) => Answer> => {
	const as = (body: unknown) => (answer: Answer) => withBody({ ...answer, status }, body);
	return {
		'{error}': as({ error: text }),
		'{message}': as({ message: text }),
		'{msg}': as({ msg: text }),
		'{detail}': as({ detail: text }),
		'{code, message}': as({ code, message: text }),
		'{code, message}, the code in lower case': as({ code: code.toLowerCase(), message: text }),
		'{code, msg}, the code a number': as({ code: number, msg: text, data: null }),
		'{error: {code, message}}': as({ error: { code, message: text } }),
		'{errors: […]}': as({ errors: [{ code, message: text }] }),
		'{success: false, message}': as({ success: false, message: text }),
		'{Error, Code}': as({ Error: text, Code: code }),
		'{error_code, error_message}': as({ error_code: code, error_message: text }),
		'{data: null, message, code}': as({ data: null, message: text, code }),
		'{status: "error", message}': as({ status: 'error', message: text }),
		'a text': (answer) => withHeader('content-type', 'text/plain', as(text)(answer)),
		'a text of JSON': as(JSON.stringify(text)),
	};
};

type Refused = {
	/** What the row is about. */
	name: string;
	/** The status that the document has, and the sandbox answers. */
	documented: number;
	words: [code: string, number: number, text: string];
	settings?: SettingsPatch;
	account?: Partial<AccountOptions>;
	says: RegExp;
};

const rowsOf = (refused: Refused, status: number, shapes?: readonly string[]): Deviation[] => {
	const { name, documented, words, ...rest } = refused;
	return Object.entries(refusals(status, ...words))
		.filter(([shape]) => !shapes || shapes.includes(shape))
		.map(([shape, change]) => ({
			...rest,
			name: `${name}: ${status} ${shape}`,
			// Under a status that means something else, the API's own words are all that there is to say.
			...(status !== documented && { says: new RegExp(`${refused.says.source}|${words[2]}`, 'i') }),
			neverSays: /base URL does not seem/,
			on: ['create'],
			jobs: buying,
			change: (answer) => (answer.status === documented ? change(answer) : answer),
		}));
};

const outOfStock: Refused = {
	name: 'no number in stock',
	documented: 503,
	words: ['NO_AVAILABLE_NUMBER', 50301, '无可用号码'],
	// There is one in the fallback region.
	settings: { stock: { ID: 0 } },
	says: /no number|available|无可用号码/i,
};

const soldOut: Refused = {
	...outOfStock,
	name: 'numbers are sold out',
	words: ['SOLD_OUT', 50302, '号码不足'],
};

const noMoney: Refused = {
	name: 'no money',
	documented: 402,
	words: ['INSUFFICIENT_BALANCE', 40201, '余额不足'],
	account: { balance: 0, creditLimit: 0 },
	says: /balance/i,
};

const noKey: Refused = {
	name: 'a revoked key',
	documented: 401,
	words: ['UNAUTHORIZED', 40101, '未授权'],
	account: { revoked: true },
	says: /key/i,
};

const main = ['{error}', '{message}', '{code, message}', '{code, msg}, the code a number'];
const inSuccess = [
	'{code, msg}, the code a number',
	'{code, message}',
	'{success: false, message}',
	'{error: {code, message}}',
	'{status: "error", message}',
];

export const errors: Group = {
	name: 'Errors',
	what: 'A refusal has other field names, another code or status, is nested or plain text, or comes with status 200.',
	rows: [
		...rowsOf(outOfStock, 503),
		...[404, 409, 422, 500, 400].flatMap((status) => rowsOf(outOfStock, status, main)),
		...rowsOf(outOfStock, 200, inSuccess),
		...[503, 400].flatMap((status) => rowsOf(soldOut, status, main)),
		...rowsOf(noMoney, 402),
		...[400, 403, 422].flatMap((status) => rowsOf(noMoney, status, ['{code, message}'])),
		...rowsOf(noMoney, 200, inSuccess),
		...rowsOf(noKey, 401, [...main, 'a text', '{error: {code, message}}']),
		...rowsOf(noKey, 200, inSuccess),
	],
};
