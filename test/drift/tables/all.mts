import type { Group } from '../deviation.mts';
import { cancels } from './cancels.mts';
import { envelopes } from './envelopes.mts';
import { fieldsOfAnOrder } from './fields.mts';
import { idsOfAnOrder } from './ids.mts';
import { ledger } from './ledger.mts';
import { readLists } from './lists.mts';
import { messages } from './messages.mts';
import { money } from './money.mts';
import { errors } from './refusals.mts';
import { statuses } from './statuses.mts';
import { pages, strays } from './strays.mts';
import { times } from './times.mts';
import { slowness, wire } from './wire.mts';

export const groups: readonly Group[] = [
	idsOfAnOrder,
	fieldsOfAnOrder,
	envelopes,
	statuses,
	messages,
	money,
	times,
	readLists,
	errors,
	cancels,
	strays,
	pages,
	ledger,
	wire,
	slowness,
];
