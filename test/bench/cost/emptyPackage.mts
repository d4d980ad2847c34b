import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const node = `exports.Empty = class {
	description = {
		displayName: 'Empty', name: 'empty', group: ['transform'], version: 1, description: 'Nothing',
		defaults: { name: 'Empty' }, inputs: ['main'], outputs: ['main'], properties: [],
	};
};
`;

/** The least that n8n can load: one node that does nothing, and requires `needs` only. */
export function writeEmptyPackage(folder: string, name: string, needs: readonly string[] = []) {
	mkdirSync(folder, { recursive: true });
	const n8n = { n8nNodesApiVersion: 1, nodes: ['Empty.node.js'] };
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', n8n }));
	const required = needs.map((one) => `require('${one}');\n`).join('');
	writeFileSync(join(folder, 'Empty.node.js'), required + node);
}
