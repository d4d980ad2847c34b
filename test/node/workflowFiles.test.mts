import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';
import { exampleNames as exampleFiles, readWorkflow } from '../n8n/examples.mts';
import { root } from '../support/papers.mts';

const isOwn = ({ type }: INode) => type.startsWith('n8n-nodes-gosms.');

// That they run, with nodes that n8n has, and come to the right ends is tried in real n8n, by test/e2e.
describe.each(exampleFiles)('%s', (fileName) => {
	const { name, nodes, connections } = readWorkflow(fileName);
	const text = JSON.stringify({ nodes, connections });
	const notes = nodes.filter((node) => node.type === 'n8n-nodes-base.stickyNote');
	const working = nodes.filter((node) => !notes.includes(node));
	const told = notes.map((note) => note.parameters.content).join('\n');

	it('tells what it is for, and names the duties', () => {
		expect(name).toMatch(/^GoSMS: /);
		expect(told).toMatch(/^## /);
		if (working.some(isOwn)) expect(told).toMatch(/choose your GoSMS credential/i);
		expect(told).toMatch(/What it costs/);
		expect(told).toMatch(/respect the terms of every service/i);
		// n8n 1 has no such node.
		if (text.includes('chatHitlTool')) expect(told).toContain('In n8n 1 ');
	});

	it('names the examples that it runs', () => {
		for (const file of exampleFiles) {
			const { id } = readWorkflow(file);
			if (id !== undefined && text.includes(`"${id}"`)) expect(told).toContain(file);
		}
	});

	it('holds nobody’s credential, and leads to no other host', () => {
		const held = working.map((node) => node.credentials ?? {});
		const wanted = working.map((node) =>
			isOwn(node) ? { goSmsApi: { id: '', name: 'GoSMS account' } } : {},
		);
		expect(held).toEqual(wanted);
		const hosts = [...text.matchAll(/https?:\/\/([^/"]*)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => host !== '127.0.0.1:4010')).toEqual([]);
	});

	it('has no note over a node', () => {
		const hidden = notes.flatMap((note) =>
			working.filter((node) => isOver(note, node)).map((node) => `${note.name}, ${node.name}`),
		);
		expect(hidden).toEqual([]);
	});

	it('leaves no node alone', () => {
		const links = JSON.stringify(connections);
		const isLinked = (node: INode) => links.includes(`"${node.name}"`);
		expect(working.filter((node) => !isLinked(node))).toEqual([]);
	});

	it('is on the page of examples, with its picture', () => {
		const page = readFileSync(join(root, 'docs', 'workflows', 'README.md'), 'utf8');
		expect(page).toContain(`\n| [${fileName}](../../test/workflows/${fileName}) | `);
		const picture = fileName.replace('.json', '.png');
		expect(page).toContain(`](${picture})`);
		expect(existsSync(join(root, 'docs', 'workflows', picture))).toBe(true);
	});
});

/** Of a node as the canvas draws it, with its name below. */
const nodeSize = { width: 100, height: 150 };

function isOver(note: INode, { position: [x, y] }: INode): boolean {
	const [left, top] = note.position;
	const { width, height } = note.parameters;
	const isBeside = x + nodeSize.width <= left || left + Number(width) <= x;
	return !isBeside && y + nodeSize.height > top && top + Number(height) > y;
}
