import { defineResource } from '../operation';
import * as get from './get.operation';

export const balance = defineResource(
	{ name: 'Balance', value: 'balance', description: 'The money in the account' },
	get,
	[get],
);
