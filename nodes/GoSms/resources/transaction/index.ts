import { defineResource } from '../operation';
import * as getAll from './getAll.operation';

export const transaction = defineResource(
	{ name: 'Transaction', value: 'transaction', description: 'A movement of money' },
	getAll,
	[getAll],
);
