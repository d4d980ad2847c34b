import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { NodeHelpers, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';
import { exampleNames as exampleFiles, readWorkflow } from '../n8n/examples.mts';
import { asTool } from '../support/agent.mts';
import { root } from '../support/papers.mts';

/** n8n's own nodes, in versions that both lines of n8n have on which test/e2e runs the files. */
const builtIn = new Map([
	['@n8n/n8n-nodes-langchain.agent', 3],
	['@n8n/n8n-nodes-langchain.chat', 1],
	['@n8n/n8n-nodes-langchain.chatTrigger', 1.4],
	['@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3],
	['@n8n/n8n-nodes-langchain.memoryBufferWindow', 1.3],
	['n8n-nodes-base.convertToFile', 1.1],
	['n8n-nodes-base.executeWorkflowTrigger', 1.1],
	['n8n-nodes-base.httpRequest', 4.2],
	['n8n-nodes-base.if', 2.2],
	['n8n-nodes-base.limit', 1],
	['n8n-nodes-base.manualTrigger', 1],
	['n8n-nodes-base.noOp', 1],
	['n8n-nodes-base.scheduleTrigger', 1.2],
	['n8n-nodes-base.set', 3.4],
	['n8n-nodes-base.sort', 1],
	['n8n-nodes-base.stickyNote', 1],
	['n8n-nodes-base.stopAndError', 1],
	['n8n-nodes-base.summarize', 1.1],
]);

/** Not in n8n 1; the example tells what to do there, and test/e2e does it. */
const onlyInN8n2 = new Map([['@n8n/n8n-nodes-langchain.chatHitlTool', 1.3]]);

const own = new Map<string, INodeType>([
	['n8n-nodes-gosms.goSms', new GoSms()],
	['n8n-nodes-gosms.goSmsTool', asTool(new GoSms())],
	['n8n-nodes-gosms.goSmsTrigger', new GoSmsTrigger()],
]);

describe.each(exampleFiles)('%s', (fileName) => {
	const { name, nodes, connections } = readWorkflow(fileName);
	const text = JSON.stringify({ nodes, connections });
	const notes = nodes.filter((node) => node.type === 'n8n-nodes-base.stickyNote');
	const working = nodes.filter((node) => !notes.includes(node));
	const told = notes.map((note) => note.parameters.content).join('\n');

	it('tells what it is for, and names the duties', () => {
		expect(name).toMatch(/^GoSMS: /);
		expect(told).toMatch(/^## /);
		if (working.some((node) => own.has(node.type)))
			expect(told).toMatch(/choose your GoSMS credential/i);
		expect(told).toMatch(/What it costs/);
		expect(told).toMatch(/respect the terms of every service/i);
	});

	it('holds nobody’s credential, and leads to no other host', () => {
		const held = working.map((node) => node.credentials ?? {});
		const wanted = working.map((node) =>
			own.has(node.type) ? { goSmsApi: { id: '', name: 'GoSMS account' } } : {},
		);
		expect(held).toEqual(wanted);
		const hosts = [...text.matchAll(/https?:\/\/([^/"]*)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => host !== '127.0.0.1:4010')).toEqual([]);
	});

	it('has only nodes that both lines of n8n have', () => {
		const isIn = (types: Map<string, number>) => (node: INode) =>
			types.get(node.type) === node.typeVersion;
		const unknown = nodes.filter((node) => !own.has(node.type) && !isIn(builtIn)(node));
		const newer = unknown.filter(isIn(onlyInN8n2));
		expect(unknown.filter((node) => !newer.includes(node))).toEqual([]);
		if (newer.length > 0) expect(told).toContain('In n8n 1 ');
	});

	it('has different names and ids, and every connection and expression leads to a node', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(nodes.map((node) => node.id)).size).toBe(names.length);
		const named = [
			...Object.keys(connections),
			...linksOf(connections).map(({ to }) => to),
			...[...text.matchAll(/\$\('([^']*)'\)/g)].map(([, one = '']) => one),
		];
		expect(named.filter((one) => !names.includes(one))).toEqual([]);
	});

	it('runs no workflow but examples that it names, by the ID in their files', () => {
		const chosen = working.flatMap(({ parameters: { runWorkflow } }) => runWorkflow ?? []);
		const callable = exampleFiles.map((file) => ({ file, ...readWorkflow(file) }));
		for (const one of chosen) {
			const called = callable.find(({ id }) => id !== undefined && id === valueOf(one));
			expect(one).toMatchObject({ cachedResultName: called?.name });
			expect(told).toContain(called?.file);
			const types = called?.nodes.map((node) => node.type);
			expect(types).toContain('n8n-nodes-base.executeWorkflowTrigger');
		}
	});

	it('has no note over a node', () => {
		const hidden = notes.flatMap((note) =>
			working.filter((node) => isOver(note, node)).map((node) => `${note.name}, ${node.name}`),
		);
		expect(hidden).toEqual([]);
	});

	it('leaves no node that is never reached', () => {
		const isTrigger = ({ type }: INode) => /Trigger$/.test(type);
		const reached = new Set(working.filter(isTrigger).map((node) => node.name));
		for (const one of reached)
			for (const { from, to, type } of linksOf(connections)) {
				// What an agent uses is linked to it the other way round.
				if (type === 'main' && from === one) reached.add(to);
				if (type !== 'main' && to === one) reached.add(from);
			}
		expect(working.filter((node) => !reached.has(node.name))).toEqual([]);
	});

	for (const node of working.filter(({ type }) => own.has(type)))
		it(`“${node.name}” has parameters that the node knows, and all that it needs`, () => {
			const type = own.get(node.type);
			if (!type) throw new TypeError(node.type);
			const { properties } = type.description;
			expect(NodeHelpers.getNodeParametersIssues(properties, node, type.description)).toBeNull();
			const known = NodeHelpers.getNodeParameters(
				properties,
				structuredClone(node.parameters),
				true,
				false,
				node,
				type.description,
			);
			expect(known).toMatchObject(parametersOfItsOwn(node.parameters));
		});

	it('is on the page of examples, with its picture', () => {
		const page = readFileSync(join(root, 'docs', 'workflows', 'README.md'), 'utf8');
		expect(page).toContain(`\n| [${fileName}](../../test/workflows/${fileName}) | `);
		const picture = fileName.replace('.json', '.png');
		expect(page).toContain(`](${picture})`);
		expect(existsSync(join(root, 'docs', 'workflows', picture))).toBe(true);
	});
});

const valueOf = (locator: unknown) =>
	typeof locator === 'object' && locator !== null && 'value' in locator ? locator.value : undefined;

/** Of a node as the canvas draws it, with its name below. */
const nodeSize = { width: 100, height: 150 };

function isOver(note: INode, { position: [x, y] }: INode): boolean {
	const [left, top] = note.position;
	const { width, height } = note.parameters;
	const isBeside = x + nodeSize.width <= left || left + Number(width) <= x;
	return !isBeside && y + nodeSize.height > top && top + Number(height) > y;
}

type Links = ReturnType<typeof readWorkflow>['connections'];

function linksOf(connections: Links): Array<{ from: string; to: string; type: string }> {
	return Object.entries(connections).flatMap(([from, byType]) =>
		Object.values(byType)
			.flat(2)
			.flatMap((link) => (link ? [{ from, to: link.node, type: link.type }] : [])),
	);
}

/** Without the poll times, which are n8n’s, and empty collections, which n8n leaves out. */
function parametersOfItsOwn(parameters: INodeParameters): INodeParameters {
	const isUnset = (value: unknown) => JSON.stringify(value) === '{}';
	return Object.fromEntries(
		Object.entries(parameters).filter(([name, value]) => name !== 'pollTimes' && !isUnset(value)),
	);
}
