import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { files, readPaper } from './support/papers.mts';

const node = 'nodes/GoSms';
const sources = files.filter((path) => /^(nodes|credentials)\/.*\.ts$/.test(path));

function parse(path: string): ts.SourceFile {
	return ts.createSourceFile(path, readPaper(path), ts.ScriptTarget.Latest, true);
}

function visit(at: ts.Node, see: (one: ts.Node) => void): void {
	see(at);
	at.forEachChild((child) => visit(child, see));
}

/** What a file imports: packages by name, files of this package by path without ending. */
function importsOf(path: string): string[] {
	const found: string[] = [];
	visit(parse(path), (one) => {
		const from =
			(ts.isImportDeclaration(one) || ts.isExportDeclaration(one)) && one.moduleSpecifier;
		if (from && ts.isStringLiteral(from)) found.push(from.text);
		if (ts.isCallExpression(one) && one.expression.kind === ts.SyntaxKind.ImportKeyword) {
			found.push(one.arguments[0]?.getText().slice(1, -1) ?? '');
		}
		if (ts.isImportTypeNode(one)) found.push(one.argument.getText().slice(1, -1));
	});
	return found.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name));
}

/** The floors, and two rooms of the engine that do not know each other: which others each may use. */
const engine = ['engine', 'engine/buying', 'engine/waiting', 'transport', 'domain'];
const mayUse: Record<string, string[]> = {
	node: ['resources', 'listSearch', 'trigger', ...engine],
	resources: engine,
	listSearch: engine,
	trigger: engine,
	'engine/buying': ['engine', 'transport', 'domain'],
	'engine/waiting': ['engine', 'transport', 'domain'],
	engine,
	transport: ['domain'],
	domain: [],
};

function floorOf(path: string): string {
	const inside = `${path.slice(node.length + 1)}/`;
	return Object.keys(mayUse).find((floor) => inside.startsWith(`${floor}/`)) ?? 'node';
}

it('every floor has files', () => {
	const floors = sources.filter((path) => path.startsWith(node)).map(floorOf);
	expect([...new Set(floors)].sort()).toEqual(Object.keys(mayUse).sort());
});

describe.each(sources.filter((path) => path.startsWith(node)))('%s', (path) => {
	it('imports only what its place in the house allows', () => {
		const floor = floorOf(path);
		const allowed = [floor, ...(mayUse[floor] ?? [])];
		const own = importsOf(path).filter((name) => name.startsWith('nodes/'));
		expect(own.filter((name) => !allowed.includes(floorOf(name)))).toEqual([]);
	});

	it('imports no package but n8n-workflow and node:crypto, and the domain none at all', () => {
		const packages = importsOf(path).filter((name) => !name.startsWith('nodes/'));
		const allowed = floorOf(path) === 'domain' ? [] : ['n8n-workflow', 'node:crypto'];
		expect(packages.filter((name) => !allowed.includes(name))).toEqual([]);
	});
});

it('only transport/request.ts performs HTTP', () => {
	const calls = sources.filter((path) => /httpRequest|helpers\.request/.test(readPaper(path)));
	expect(calls).toEqual([`${node}/transport/request.ts`]);
});

it('no file imports itself in a circle, types included', () => {
	const graph = new Map(sources.map((path) => [path.replace(/\.ts$/, ''), importsOf(path)]));
	const circles: string[][] = [];
	const seen = new Set<string>();
	const walk = (at: string, trail: string[]): void => {
		if (trail.includes(at)) circles.push([...trail.slice(trail.indexOf(at)), at]);
		if (seen.has(at)) return;
		seen.add(at);
		const name = graph.has(at) ? at : `${at}/index`;
		for (const next of graph.get(name) ?? []) walk(next, [...trail, at]);
	};
	for (const path of graph.keys()) walk(path, []);
	expect(circles).toEqual([]);
});

it('the sandbox and the node know nothing of each other', () => {
	const sandbox = files.filter((path) => /^test\/sandbox\/.*\.mts$/.test(path));
	expect(sandbox.length).toBeGreaterThan(20);
	const isOurs = (name: string) => /^(nodes|credentials|dist)\//.test(name);
	expect(sandbox.filter((path) => importsOf(path).some(isOurs))).toEqual([]);
});

it.each(sources)('%s has no any, no cast and no suppression, and is small', (path) => {
	const loose: string[] = [];
	visit(parse(path), (one) => {
		if (one.kind === ts.SyntaxKind.AnyKeyword) loose.push('any');
		if (ts.isAsExpression(one) && one.type.getText() !== 'const') loose.push(one.getText());
		if (ts.isNonNullExpression(one)) loose.push(one.getText());
	});
	expect(loose).toEqual([]);
	const text = readPaper(path);
	// Also `/* eslint rule: off */`. n8n's scanner takes no notice of any of them.
	expect(text).not.toMatch(/eslint|oxlint|@ts-|prettier-ignore|TODO|FIXME/);
	expect(text.split('\n').length).toBeLessThanOrEqual(180);
});

it('no test suppresses a rule', () => {
	const tests = files.filter((path) => /^test\/.*\.mts$/.test(path));
	const suppression = /(es|ox)lint-(dis|en)able|@ts-(ignore|nocheck|expect)/;
	expect(tests.filter((path) => suppression.test(readPaper(path)))).toEqual([]);
});

it('no file has a name that says nothing', () => {
	const vague = /(^|\/)(utils?|helpers?|common|GenericFunctions)(\.|\/)/i;
	expect(files.filter((path) => vague.test(path))).toEqual([]);
});

it('the root is clean', () => {
	const allowed =
		/^(package(-lock)?\.json|tsconfig\.json|gulpfile\.js|README(\.zh-CN)?\.md|LICENSE\.md|CHANGELOG\.md|SECURITY\.md|eslint\.config\.mjs|nodes|credentials|test|docs|\..+)$/;
	const entries = [...new Set(files.map((path) => path.split('/')[0] ?? ''))];
	expect(entries.filter((entry) => !allowed.test(entry))).toEqual([]);
});
