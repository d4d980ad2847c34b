// All cells, which take minutes: `npm test` runs a sample of them.
module.exports = {
	...require('../../jest.config.cjs'),
	rootDir: '../../..',
	testMatch: ['<rootDir>/test/drift/whole/all.mts'],
	testTimeout: 3_600_000,
};
