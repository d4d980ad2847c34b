import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What lies in files, not what the disk sets aside for them. */
export type FolderSize = { bytes: number; files: number };

/** A package's own files, and all with what it brings along inside its node_modules. */
export function packageSize(folder: string): { alone: FolderSize; installed: FolderSize } {
	const alone: FolderSize = { bytes: 0, files: 0 };
	const installed: FolderSize = { bytes: 0, files: 0 };
	for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
		const stats = statSync(join(folder, path));
		if (!stats.isFile()) continue;
		add(installed, stats.size);
		if (!path.startsWith(`node_modules${sep}`)) add(alone, stats.size);
	}
	return { alone, installed };
}

function add(to: FolderSize, bytes: number): void {
	to.bytes += bytes;
	to.files += 1;
}
