// n8n-core reads both when it is first loaded: without them it would write to the home folder.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-nodes-gosms-'));
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-the-tests';
