import type { INodeProperties } from 'n8n-workflow';
import { parseCount } from '../../domain/parsed';
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
	return checked(
		item,
		parseCount('Numbers to Try', most, collectionOf(item, 'options').get('numbersToTry') ?? 1),
	);
}
