import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installTool } from './install.mts';

const version = '0.32.0';

/** What n8n's own scanner offers to who has the files already. */
export type Scanner = {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (
		folder: string,
		patterns: string[],
	) => Promise<{ passed: boolean; message?: string; details?: string }>;
};

/** The program by which n8n judges a package that shall be verified; it comes with 220 MB of its own. */
export async function installScanner(say: (line: string) => void): Promise<Scanner> {
	const folder = await installTool('@n8n/scan-community-package', version, say);
	return (await import(pathToFileURL(join(folder, 'scanner', 'scanner.mjs')).href)) as Scanner;
}
