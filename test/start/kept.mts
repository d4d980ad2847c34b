import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one start tells the next one, beside n8n's own data. */
export type Kept = {
	credentialId?: string;
	/** The ID in n8n of each example that was ever imported, by its file name. */
	examples: Record<string, string>;
};

const fileIn = (folder: string) => join(folder, 'kept.json');

export function readKept(folder: string): Kept {
	try {
		const { credentialId, examples = {} } = JSON.parse(
			readFileSync(fileIn(folder), 'utf8'),
		) as Partial<Kept>;
		return { ...(credentialId !== undefined && { credentialId }), examples };
	} catch {
		return { examples: {} };
	}
}

/** Whole or not at all, also when this process is killed meanwhile. */
export function writeKept(folder: string, kept: Kept): void {
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(kept));
	renameSync(`${fileIn(folder)}.new`, fileIn(folder));
}

export const userFolderIn = (folder: string) => join(folder, 'user');

/** Takes away what a start has made, and nothing else that may be in the folder. */
export function forget(folder: string): void {
	for (const path of [fileIn(folder), userFolderIn(folder)])
		rmSync(path, { recursive: true, force: true });
}
