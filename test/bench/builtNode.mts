import { createRequire } from 'node:module';
import type { INodeType } from 'n8n-workflow';

/** The node as it is shipped. */
export function builtNode(): INodeType {
	const { GoSms } = createRequire(import.meta.url)('../../dist/nodes/GoSms/GoSms.node.js');
	return new GoSms();
}
