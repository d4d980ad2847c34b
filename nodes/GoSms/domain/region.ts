import { callingCodes } from './callingCode';
import { isAlike } from './order';
import { quote, invalid, understood, type Parsed } from './parsed';

export type Region = {
	code: string;
	name: string;
	otherNames: readonly string[];
	/** Without “+”. */
	callingCodes: readonly string[];
};

/** Names that people type, and that English lists of countries do not have. */
const otherNames: Record<string, readonly string[]> = {
	AE: ['UAE', 'Emirates'],
	CD: ['DR Congo', 'Zaire'],
	CI: ['Ivory Coast'],
	CN: ['PRC'],
	CV: ['Cabo Verde'],
	CZ: ['Czech Republic'],
	GB: ['UK', 'Great Britain', 'Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
	KR: ['Korea', 'Republic of Korea'],
	MK: ['Macedonia'],
	MM: ['Burma'],
	MO: ['Macau'],
	NL: ['Holland'],
	RU: ['Russian Federation'],
	SA: ['KSA'],
	SZ: ['Swaziland'],
	TL: ['East Timor'],
	TR: ['Turkey'],
	US: ['USA', 'America', 'United States of America'],
	VN: ['Viet Nam'],
};

const namedByVendor = ['ID', 'US', 'GB', 'CN', 'IN'];

/** Kosovo has no ISO code; telephone services know it by this one, so it may be typed. */
const typedOnly = new Set(['XK']);

function listRegions(): Region[] {
	const names = new Intl.DisplayNames(['en'], { type: 'region' });
	return [...callingCodes]
		.map(([code, own]) => ({
			code,
			name: names.of(code) ?? code,
			otherNames: otherNames[code] ?? [],
			callingCodes: own,
		}))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

let cached: { all: Region[]; byCode: Map<string, Region>; byName: Map<string, Region> } | undefined;

function catalogue() {
	if (!cached) {
		const sorted = listRegions();
		const byCode = new Map(sorted.map((region) => [region.code, region]));
		const named = namedByVendor.flatMap((code) => byCode.get(code) ?? []);
		const all = [...named, ...sorted.filter((region) => !named.includes(region))];
		const byName = new Map(
			all.flatMap((region) =>
				[region.name, ...region.otherNames].map((name) => [name.toLowerCase(), region] as const),
			),
		);
		cached = { all, byCode, byName };
	}
	return cached;
}

/** All countries of ISO 3166-1, by English name, those named by the vendor first. */
export function allRegions(): readonly Region[] {
	return catalogue().all;
}

/** The code of a region that is given by its code or a name, as some APIs do; undefined when it is neither. */
export function regionOf(said: string): string | undefined {
	const code = said.toUpperCase();
	const { byCode, byName } = catalogue();
	return byCode.has(code) || typedOnly.has(code) ? code : byName.get(said.toLowerCase())?.code;
}

/** Whether an order's region is this one. */
export function isRegion(said: string, code: string): boolean {
	return isAlike(regionOf(said) ?? said, code);
}

/** A country code in any case; the region must be one that a phone number can come from. */
export function parseRegion(input: unknown): Parsed<string> {
	const text = typeof input === 'string' ? input.trim() : '';
	if (text === '') {
		return invalid('The region is empty', 'Choose a country or give its two-letter code, e.g. ID.');
	}
	const meant = regionOf(text);
	if (meant === text.toUpperCase()) return understood(meant);
	return invalid(
		`${quote(input)} is not a country code`,
		meant
			? `Use the two-letter code ${meant} instead.`
			: 'Use a two-letter ISO 3166-1 code, e.g. ID for Indonesia.',
	);
}
