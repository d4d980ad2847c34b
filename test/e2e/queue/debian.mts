import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const versions = '/usr/lib/postgresql';

/** Where Debian puts a program: PostgreSQL's servers are not on the path. */
export function programPath(name: string): string {
	const newestFirst = existsSync(versions)
		? readdirSync(versions).sort((a, b) => Number(b) - Number(a))
		: [];
	const folders = [
		...newestFirst.map((version) => join(versions, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
	if (found) return found;
	throw new Error(
		`${name} is missing: the suite in queue mode needs Redis and PostgreSQL. Install them with: apt-get install redis-server postgresql`,
	);
}

/** PostgreSQL does not run as root: then it runs as the user that its package has made. */
export function postgresUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = (flag: string) =>
		Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
	return { uid: idOf('-u'), gid: idOf('-g') };
}
