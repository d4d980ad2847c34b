// n8n-core reads both when it is first loaded: without them it would write to the home folder.
const { mkdirSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

if (!process.env.N8N_USER_FOLDER) {
	process.env.N8N_USER_FOLDER = join(tmpdir(), 'n8n-nodes-gosms-test');
	mkdirSync(process.env.N8N_USER_FOLDER, { recursive: true });
}
process.env.N8N_ENCRYPTION_KEY ??= 'only-for-the-tests';
