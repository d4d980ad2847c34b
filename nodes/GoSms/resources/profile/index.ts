import { defineResource } from '../operation';
import * as get from './get.operation';

export const profile = defineResource(
	{ name: 'Profile', value: 'profile', description: 'The account behind the API key' },
	get,
	[get],
);
