import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { historyOf } from '../domain/history';
import { isAlike } from '../domain/order';
import { allRegions, isRegion, type Region } from '../domain/region';
import { equals, matches, withFirst } from './matches';
import { chosenApps, ownOrders, withHistory } from './ownHistory';

/** Countries by name, code or calling code, with the account's history for the chosen app; without the API too. */
export async function searchRegions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const read = await ownOrders(this);
	const orders = read.ok ? read.value : [];
	const apps = chosenApps(this);
	const ofApps = orders.filter(
		({ projectCode }) => apps.length === 0 || apps.some((app) => isAlike(app, projectCode)),
	);
	const histories = historyOf(ofApps, 'region');
	const results = regionsFor(filter).map(({ code, name }) => ({
		name: withHistory(
			`${name} (${code})`,
			histories.find(({ region }) => isRegion(region, code)),
		),
		value: code,
	}));
	return { results };
}

/** Exact matches come first: “UK” is not Ukraine. */
function regionsFor(filter = ''): Region[] {
	const found = allRegions().filter((region) => isFound(region, filter));
	return withFirst(found, (region) => isExact(region, filter));
}

function isFound({ code, name, otherNames, callingCodes }: Region, filter: string): boolean {
	const digits = digitsOf(filter);
	if (digits !== '') return callingCodes.some((one) => one.startsWith(digits));
	return [`${name} (${code})`, ...otherNames].some((shown) => matches(shown, filter));
}

function isExact({ code, name, otherNames, callingCodes }: Region, filter: string): boolean {
	if (callingCodes.includes(digitsOf(filter))) return true;
	return [code, name, ...otherNames].some((shown) => equals(shown, filter));
}

/** The digits of a calling code, e.g. “+62”, “0062” or “62”; empty for anything else. */
function digitsOf(filter: string): string {
	const plain = filter.replace(/[\s().-]/g, '');
	return /^(?:\+|0*)([1-9]\d*)$/.exec(plain)?.[1] ?? '';
}
