// What `npm test` runs a quarter of, at full length, and what needs processes of its own.
process.env.TEST_LENGTH = 'long';
const usual = require('./jest.config.cjs');
const files = ['**/*.long', 'simulation/simulation', 'simulation/trigger', 'drift/drift'];

module.exports = {
	...usual,
	testMatch: files.map((file) => `<rootDir>/test/${file}.test.mts`),
	testPathIgnorePatterns: ['/node_modules/'],
};
