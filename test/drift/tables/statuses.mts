import type { Deviation, Group } from '../deviation.mts';
import { each, goName, looks, ofOrders, onField, onRows, rowsOf } from './edit.mts';

/** A page of another status than was asked for is another deviation: here the server knows what it calls its own. */
const filters = ['get many of a status', 'cancel stale'] as const;

const others: Record<string, readonly unknown[]> = {
	pending: [
		...['PENDING', 'Pending', 'processing', 'waiting', 'active', 'created', 'new', 'wait_code'],
		...['WAITING_SMS', 0, '0', 1, null, ''],
	],
	received: [
		...['RECEIVED', 'Received', 'success', 'SUCCESS', 'succeeded', 'finished', 'done', 'ok'],
		...['sms_received', 'completed', 'used', 1, 2, '1', null],
	],
	cancelled: ['canceled', 'CANCELLED', 'Canceled', 'refunded', 'closed', 'released', 3, -1],
	expired: ['EXPIRED', 'timeout', 'timed_out', 'time_out', 'canceled', 'refunded', 'failed', 4, -2],
};

const jobsOf: Partial<Record<string, Deviation['jobs']>> = {
	cancelled: ['create and wait, time-out', 'cancel', 'get many'],
	expired: ['create and wait, until it expires', 'trigger: expired', 'get many'],
};

const rowsOfStatus = ([status, names]: [string, readonly unknown[]]): Deviation[] =>
	names.map((name) => ({
		name: `${status} is ${JSON.stringify(name)}`,
		on: status === 'pending' ? ofOrders : looks,
		notJobs: filters,
		...(jobsOf[status] && { jobs: jobsOf[status] }),
		change: onField('status', (shown) => (shown === status ? name : shown)),
	}));

const onStatus = (edit: (status: string) => unknown) =>
	onField('status', (status) => edit(String(status)));

const numbers = ['pending', 'received', 'completed', 'cancelled', 'expired'];
const chinese = ['等待中', '已接收', '已完成', '已取消', '已过期'];

const spellings: Record<string, (status: string) => string> = {
	'in capitals': (status) => status.toUpperCase(),
	'begin with a capital': goName,
	'with a blank': (status) => ` ${status} `,
};

const kinds: Record<string, (status: string) => unknown> = {
	numbers: (status) => numbers.indexOf(status),
	'STATUS_ constants': (status) => `STATUS_${status.toUpperCase()}`,
	objects: (name) => ({ code: numbers.indexOf(name), name }),
	Chinese: (status) => chinese[numbers.indexOf(status)],
};

export const statuses: Group = {
	name: 'Statuses',
	what: 'A status is spelled differently, is a number, is unknown, null, or an object.',
	rows: [
		...Object.entries(others).flatMap(rowsOfStatus),
		...rowsOf('all ', ofOrders, spellings, onStatus),
		...rowsOf('all are ', ofOrders, kinds, onStatus, { notJobs: filters }),
		{
			name: 'the list still says pending for a received order',
			on: ['orders'],
			jobs: ['create and wait', 'create and wait, five at once', 'wait', 'trigger: received'],
			change: onField('status', (shown) => (shown === 'received' ? 'pending' : shown)),
		},
		...each(
			{ on: looks, jobs: ['create and wait, until it expires', 'trigger: expired'] },
			{
				'expired orders leave the list': {
					on: ['orders'],
					change: onRows((rows) =>
						rows.filter((row) => !JSON.stringify(row).includes('"expired"')),
					),
				},
				'an overdue order is pending for ever': {
					change: onField('status', (shown) => (shown === 'expired' ? 'pending' : shown)),
				},
			},
		),
	],
};
