// Makes a fresh clone ready: installs when the lock file is newer than what is installed, and builds the package.
// It runs before anything is installed, so it uses nothing but Node.js itself.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const changedMs = (path) => (existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0);

function run(title, ...args) {
	console.log(`${title} …`);
	const options = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' };
	const { status, stdout, stderr } = spawnSync('npm', args, options);
	if (status === 0) return;
	console.error(`npm ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
	process.exit(status ?? 1);
}

if (changedMs('node_modules/.package-lock.json') < changedMs('package-lock.json')) {
	run('Installing (about a minute, once)', 'ci', '--no-audit', '--no-fund');
}

/** Of the newest file, or folder, since something may be gone from it. */
function newestMs(path) {
	const isFolder = statSync(join(root, path)).isDirectory();
	const inside = isFolder ? readdirSync(join(root, path)) : [];
	return Math.max(changedMs(path), ...inside.map((name) => newestMs(join(path, name))));
}

const sources = ['nodes', 'credentials', 'package.json', 'tsconfig.json', 'gulpfile.js'];
if (changedMs('dist/nodes/GoSms/GoSms.node.js') <= Math.max(...sources.map(newestMs))) {
	run('Building the node', 'run', 'build');
}
