// What the vendor's API document says of its answers, as far as they are compared with it.

/** A list is of the words that may stand there. */
export type FieldType = 'number' | 'text' | 'time' | 'flag' | readonly string[];

export type Field = {
	name: string;
	type: FieldType;
	/** `vital`: the node cannot do without. `optional`: it may be null, or left out. */
	mark?: 'vital' | 'optional';
};

const field = (name: string, type: FieldType, mark?: Field['mark']): Field => ({
	name,
	type,
	...(mark && { mark }),
});

/** `expired` stands in the document's samples only. */
const statuses = ['pending', 'received', 'completed', 'cancelled', 'expired'];

const ordered = (phone?: Field['mark']) => [
	field('order_id', 'number', 'vital'),
	field('phone', 'text', phone),
	field('project_code', 'text'),
	field('region', 'text'),
	field('status', statuses, 'vital'),
	field('price', 'number'),
	field('created_at', 'time'),
];

export const fieldsOfAnswers = {
	balance: [
		field('balance', 'number'),
		field('frozen_balance', 'number'),
		field('available_balance', 'number', 'vital'),
		field('credit_limit', 'number'),
	],
	profile: [
		field('user_id', 'number'),
		field('username', 'text'),
		field('email', 'text'),
		field('balance', 'number'),
		field('frozen_balance', 'number'),
		field('credit_limit', 'number'),
		field('billing_type', ['prepaid', 'postpaid']),
		field('is_active', 'flag'),
		field('created_at', 'time'),
	],
	transactions: [
		field('id', 'number', 'vital'),
		field('type', ['Deposit', 'Hold', 'Release', 'Refund'], 'vital'),
		field('amount', 'number', 'vital'),
		field('balance_snapshot', 'number'),
		field('frozen_balance_snapshot', 'number', 'optional'),
		field('description', 'text'),
		field('order_id', 'number', 'optional'),
		field('created_at', 'time'),
	],
	orders: [
		...ordered(),
		field('code', 'text', 'optional'),
		field('received_at', 'time', 'optional'),
	],
	order: [
		...ordered(),
		field('expired_at', 'time'),
		field('code', 'text', 'optional'),
		field('content', 'text', 'optional'),
		field('received_at', 'time', 'optional'),
	],
	purchase: [...ordered('vital'), field('expired_at', 'time')],
} as const satisfies Record<string, readonly Field[]>;

export const pageSizes = [20, 100] as const;
