/** `kind` is number, text, time, flag, or the words that may stand there. */
export type Field = { name: string; kind: string; mayLack: boolean };

const amounts = 'balance number, frozen_balance number, credit_limit number';
// `expired` stands in the document's samples only.
const order = `order_id number, phone text, project_code text, region text, price number, created_at time,
	status pending|received|completed|cancelled|expired`;

/** What the vendor's API document says of its answers. With “?” it may be null, or left out. */
export const documented = {
	balance: fieldsOf(`${amounts}, available_balance number`),
	profile: fieldsOf(`${amounts}, user_id number, username text, email text, is_active flag,
		billing_type prepaid|postpaid, created_at time`),
	transactions: fieldsOf(`id number, type Deposit|Hold|Release|Refund, amount number,
		balance_snapshot number, frozen_balance_snapshot? number, description text,
		order_id? number, created_at time`),
	orders: fieldsOf(`${order}, code? text, received_at? time`),
	order: fieldsOf(`${order}, expired_at time, code? text, content? text, received_at? time`),
	purchase: fieldsOf(`${order}, expired_at time`),
};

function fieldsOf(table: string): Field[] {
	return table.split(',').map((field) => {
		const [name = '', kind = ''] = field.trim().split(' ');
		return { name: name.replace('?', ''), kind, mayLack: name.endsWith('?') };
	});
}
