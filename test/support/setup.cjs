// Runs before each test file.
require('./userFolder.cjs');

// The package's only clock, many times faster: the vendor's schedule of minutes passes in seconds.
jest.mock('../../nodes/GoSms/transport/clock', () => require('./fastClock.mts'));
