/** How much of the simulations runs: a quarter in `npm test`, all of it in `npm run test:long`. */
export const share = process.env.TEST_LENGTH === 'long' ? 1 : 1 / 4;
