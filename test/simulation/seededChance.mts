import { afterAll, beforeAll, jest } from '@jest/globals';
import { createRandom } from '../sandbox/core/random.mts';

/** The node's own chance, too, is the same in every run of a suite: what passes once passes always. */
export function seedChance(seed = 1): void {
	beforeAll(() => {
		const random = createRandom(seed);
		jest.spyOn(Math, 'random').mockImplementation(() => random.next());
	});
	afterAll(() => {
		jest.restoreAllMocks();
	});
}
