import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { GoSmsApi } from '../credentials/GoSmsApi.credentials';
import { GoSms } from '../nodes/GoSms/GoSms.node';
import { GoSmsTrigger } from '../nodes/GoSms/GoSmsTrigger.node';
import { reasonOf } from '../nodes/GoSms/transport/reading/refusal';
import { allVersions } from './n8n/versions.mts';
import { readPaper, sectionsOf } from './support/papers.mts';

/** The rows of the tables under a heading, with their cells from 1 on, without formatting. */
function rowsUnder(paper: string, heading: string): string[][] {
	// The sections of a translation stand in the same order (docsInChinese.test.mts).
	const named = sectionsOf(readPaper(paper.replace('docs/README.zh-CN', 'README')));
	const body = sectionsOf(readPaper(paper))[named.findIndex((one) => one.heading === heading)]
		?.body;
	const [, , ...rows] = body?.match(/^\| .*\|$/gm) ?? [];
	return rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

const columnUnder = (paper: string, heading: string, column: number) =>
	rowsUnder(paper, heading).map((cells) => cells[column]);

type Option = { name: string; value: string };

const optionsOf = (field?: INodeProperties) => (field?.options ?? []) as Option[];
const namesIn = (fields: INodeProperties[], name: string) =>
	((fields.find((field) => field.name === name)?.options ?? []) as INodeProperties[]).map(
		({ displayName }) => displayName,
	);

describe.each(['README.md', 'docs/README.zh-CN.md'])('%s has', (readme) => {
	it('every operation', () => {
		expect(operationsIn(readme)).toEqual(operations());
	});

	it('every field of the credential', () => {
		const fields = new GoSmsApi().properties.filter(({ type }) => type !== 'notice');
		expect(columnUnder(readme, 'The credential', 1)).toEqual(
			fields.map(({ displayName }) => displayName),
		);
	});

	it('the versions that are tested', () => {
		const named = readPaper(readme).match(/\b\d+\.\d+\.\d+\b/g);
		expect(named).toEqual(allVersions.map(({ n8n }) => n8n));
	});
});

describe('the pages have', () => {
	it('what every operation returns', () => {
		expect(operationsIn('docs/operations.md')).toEqual(operations());
	});

	it('every option of buying and waiting', () => {
		const told = [
			...columnUnder('docs/money-safety.md', 'Options', 1),
			...columnUnder('docs/waiting.md', 'Options', 1),
		];
		const fields = new GoSms().description.properties.filter(({ displayOptions }) =>
			displayOptions?.show?.operation?.includes('createAndWait'),
		);
		const options = namesIn(fields, 'options');
		expect(options.length).toBeGreaterThan(5);
		expect(told).toEqual(expect.arrayContaining(options));
	});

	it('every event, filter and option of the trigger', () => {
		const { properties } = new GoSmsTrigger().description;
		const [first, ...rows] = rowsUnder('docs/trigger.md', 'Fields');
		const events = optionsOf(properties.find(({ name }) => name === 'events'));
		for (const { value } of events) expect(first?.[2]).toContain(value);
		const names = [
			...namesIn(properties, 'filters').map((name) => `Filters: ${name}`),
			...namesIn(properties, 'options').map((name) => `Options: ${name}`),
		];
		expect(rows.map((cells) => cells[1])).toEqual(names);
	});

	it('every code that the node explains', () => {
		const rows = rowsUnder('docs/errors.md', 'Status codes');
		const told = rows.flatMap(([, status = '', code = '']) =>
			code ? [{ status: Number(status), code }] : [],
		);
		expect(told.map(({ code }) => code).sort()).toEqual([
			'INSUFFICIENT_BALANCE',
			'INVALID_PARAMS',
			'NO_AVAILABLE_NUMBER',
			'ORDER_EXPIRED',
			'ORDER_NOT_FOUND',
			'PRICE_CALCULATION_ERROR',
			'UNAUTHORIZED',
		]);
		// Each has an explanation of its own.
		const reasons = told.map(({ status, code }) => reasonOf(status, { code, text: '' }));
		expect(new Set(reasons).size).toBe(told.length);
		expect(reasons).not.toContain('other');
		expect(reasons).not.toContain('trouble');
	});
});

/** The resource and the operation of each row of a table of operations. */
function operationsIn(paper: string): string[] {
	return rowsUnder(paper, 'Operations')
		.map((cells) => `${cells[1]}: ${cells[2]}`)
		.sort();
}

function operations(): string[] {
	const { properties } = new GoSms().description;
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	const menus = properties.filter((field) => field.name === 'operation');
	const pairs = resources.flatMap(({ name, value }) => {
		const menu = menus.find((field) => field.displayOptions?.show?.resource?.includes(value));
		return optionsOf(menu).map((option) => `${name}: ${option.name}`);
	});
	return pairs.sort();
}
