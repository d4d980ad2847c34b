// Runs before each test file.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

// n8n-core reads both when it is first loaded: without them it would write to the home folder.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-gosms-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-the-tests';

// The package's only clock, many times faster: the vendor's schedule of minutes passes in seconds.
jest.mock('../../nodes/GoSms/transport/clock', () => require('./fastClock.mts'));
