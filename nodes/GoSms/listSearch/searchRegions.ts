import type { INodeListSearchResult } from 'n8n-workflow';
import { allRegions } from '../domain/region';
import { matches } from './matches';

/** Countries by English name; sends no request. */
export const searchRegions = (filter?: string): Promise<INodeListSearchResult> => {
	const results = allRegions()
		.map(({ code, name }) => ({ name: `${name} (${code})`, value: code }))
		.filter((row) => matches(row.name, filter));
	return Promise.resolve({ results });
};
