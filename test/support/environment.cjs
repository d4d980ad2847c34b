// Runs before each test file.
require('./userFolder.cjs');

// n8n would print every failure that a test provokes. It reads this when it first has something to say.
process.env.N8N_LOG_LEVEL = 'silent';

// The package's only clock, many times faster: the vendor's schedule of minutes passes in seconds.
jest.mock('../../nodes/GoSms/transport/clock', () => require('./fastClock.mts'));
