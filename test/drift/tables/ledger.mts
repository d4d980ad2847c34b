import type { Answer, Deviation, Group } from '../deviation.mts';
import { inJson, isFields, notFoundOfGo, onRows } from './edit.mts';

const jobs: Deviation['jobs'] = [
	'lost purchase',
	'lost purchase, bought before',
	'trigger: expired',
	'transactions',
];

const closed: Record<string, Answer> = {
	'404 of the API': inJson(404, '{"error":"资源不存在"}'),
	'404 text': notFoundOfGo,
	'500 of the API': inJson(500, '{"error":"服务器内部错误"}'),
	'403 of the API': inJson(403, '{"error":"禁止访问"}'),
	'400 of the API': inJson(400, '{"error":"参数错误"}'),
	'501 of the API': inJson(501, '{"message":"Not Implemented"}'),
	'200 {transactions: null}': inJson(200, '{"transactions":null,"total":0}'),
	'200 {}': inJson(200, '{}'),
	'200 []': inJson(200, '[]'),
	'200 {code: 404, msg}': inJson(200, '{"code":404,"msg":"not found"}'),
};

export const ledger: Group = {
	name: 'No ledger',
	what: 'The transactions cannot be read: a lost purchase and the end of an order are found without them.',
	rows: [
		...Object.entries(closed).map(
			([name, answer]): Deviation => ({
				name: `transactions are answered: ${name}`,
				on: ['transactions'],
				jobs,
				// Empty lists are no wrong answers to who asks for transactions.
				...(/null|\[\]/.test(name) && { notJobs: ['transactions'] }),
				ask: () => answer,
			}),
		),
		{
			name: 'entries come ten seconds late',
			on: ['transactions'],
			jobs,
			notJobs: ['transactions'],
			change: onRows((rows, { nowMs }) => {
				const isOld = (row: unknown) =>
					isFields(row) && Date.parse(String(row.created_at)) <= nowMs - 10_000;
				return rows.filter(isOld);
			}),
		},
	],
};
