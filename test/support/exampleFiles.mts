import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowFile } from './engine.mts';

const folder = join(__dirname, '..', 'workflows');

const shippedFormUrl = 'http://127.0.0.1:4010/form';

/** The workflows that people import. */
export const exampleFiles = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** `id` only where other examples run it. @param formUrl instead of the form that stands in it */
export function readWorkflow(
	fileName: string,
	formUrl = shippedFormUrl,
): WorkflowFile & { name: string; id?: string } {
	const text = readFileSync(join(folder, fileName), 'utf8').replaceAll(shippedFormUrl, formUrl);
	return JSON.parse(text) as WorkflowFile & { name: string; id?: string };
}
