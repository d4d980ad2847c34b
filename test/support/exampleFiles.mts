import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from './engine.mts';

const folder = join(__dirname, '..', 'workflows');

/** The workflows that people import. */
export const exampleFiles = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** `id` only where other examples run it. */
export function readWorkflow(fileName: string): WorkflowFile & { name: string; id?: string } {
	return JSON.parse(readFileSync(join(folder, fileName), 'utf8')) as WorkflowFile & {
		name: string;
		id?: string;
	};
}
