import { defineResource } from '../operation';
import * as cancel from './cancel.operation';
import * as cancelStale from './cancelStale.operation';
import * as create from './create.operation';
import * as createAndWait from './createAndWait.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getStatistics from './getStatistics.operation';
import * as waitForSms from './waitForSms.operation';

export const order = defineResource(
	{ name: 'Order', value: 'order', description: 'A rented number and the SMS on it' },
	create,
	[cancel, cancelStale, create, createAndWait, get, getAll, getStatistics, waitForSms],
);
