/** How much of the simulations runs: a quarter in `npm test`, all of it with `TEST_LENGTH=long`. */
export const share = process.env.TEST_LENGTH === 'long' ? 1 : 1 / 4;
