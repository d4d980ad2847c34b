import type { INodeProperties } from 'n8n-workflow';
import { invalid, toNumber, quote, understood, type Parsed } from '../../domain/parsed';
import { checked, collectionOf, type Item } from '../item';

const most = 10;

export const numbersToTryOption: INodeProperties = {
	displayName: 'Numbers to Try',
	name: 'numbersToTry',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: most },
	default: 1,
	description:
		'How many numbers to try, one after the other, until a code arrives. Each gets the full timeout. One without an SMS is given back before the next is bought.',
};

export function readNumbersToTry(item: Item): number {
	return checked(item, parse(collectionOf(item, 'options').get('numbersToTry') ?? 1));
}

function parse(input: unknown): Parsed<number> {
	const count = toNumber(input);
	if (Number.isInteger(count) && count >= 1 && count <= most) return understood(count);
	return invalid(`Numbers to Try cannot be ${quote(input)}`, `Set it to 1 to ${most}.`);
}
