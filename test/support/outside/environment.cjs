// n8n is loaded once for each worker instead of once for each test file, which was a third of the time of test/node.
require('../userFolder.cjs');
// n8n would print every failure that a test provokes. It reads this when it first has something to say.
process.env.N8N_LOG_LEVEL = 'silent';

const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.fromOutside = (name) => require(name);
		// So that n8n knows the errors that are made inside, the engine's own included.
		Object.setPrototypeOf(this.global.Error.prototype, Error.prototype);
		this.global.Error = Error;
	}
};
