/** What users want of the node. */
export const jobNames = [
	'create',
	'create and wait',
	'create and wait, without text',
	'create and wait, five at once',
	'create and wait, time-out',
	'create and wait, until it expires',
	'wait',
	'get',
	'get many',
	'get many of a status',
	'cancel',
	'cancel stale',
	'transactions',
	'balance',
	'profile',
	'lost purchase',
	'lost purchase, bought before',
	'trigger: created',
	'trigger: received',
	'trigger: expired',
] as const;
export type JobName = (typeof jobNames)[number];
