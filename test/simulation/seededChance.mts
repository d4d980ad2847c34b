import { afterAll, beforeAll, jest } from '@jest/globals';
import { createRandom } from '../sandbox/core/random.mts';

/** The node's own chance, too, is the same in every run of a suite that imports this: what passes once passes always. */
beforeAll(() => {
	jest.spyOn(Math, 'random').mockImplementation(createRandom(1).next);
});
afterAll(() => {
	jest.restoreAllMocks();
});
