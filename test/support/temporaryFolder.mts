import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, which is gone at the end of the block that has it. */
export function temporaryFolder(name: string) {
	const path = mkdtempSync(join(tmpdir(), `gosms-${name}-`));
	return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
