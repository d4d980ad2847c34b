import type { Order } from '../../nodes/GoSms/domain/order.ts';

/** A pending order, and what is different about it. */
export function anOrder(different: Partial<Order> = {}): Order {
	return {
		id: '1',
		phone: '+1',
		projectCode: 'whatsapp',
		region: 'ID',
		status: 'pending',
		statusWord: different.status ?? 'pending',
		price: undefined,
		code: '',
		text: '',
		createdMs: undefined,
		expiresMs: undefined,
		receivedMs: undefined,
		row: {},
		...different,
	};
}
