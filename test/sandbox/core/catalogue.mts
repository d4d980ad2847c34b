import { toMicros } from './money.mts';
import type { Settings } from './settings.mts';

/**
 * INVENTED: the document has no catalogue, it only says that ID and IN are cheap, GB is in between and US dear. The
 * price of whatsapp in ID is the one of its examples.
 */
const regionPrices = new Map(Object.entries({ ID: 0.5, IN: 0.3, CN: 0.8, GB: 1, US: 1.5 }));
const otherRegionPrice = 0.7;
const appFactors = new Map(Object.entries({ whatsapp: 1, telegram: 1.2, facebook: 0.8 }));

const diallingPrefixes = new Map(
	Object.entries({ ID: '+62812', IN: '+9198', CN: '+86138', GB: '+447', US: '+1555' }),
);
/** No country has this prefix. */
const otherPrefix = '+999';

const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const unknownRegion = 'ZZ';

/** Whether there is such a country at all: numbers are in stock for every one, and for none besides. */
export function isCountry(region: string): boolean {
	return region !== unknownRegion && countryNames.of(region) !== undefined;
}

export function priceMicros(settings: Settings, region: string, app: string): number {
	const set = settings.prices[region];
	if (set !== undefined) return toMicros(set);
	const cents = (regionPrices.get(region) ?? otherRegionPrice) * (appFactors.get(app) ?? 1) * 100;
	return toMicros(Math.round(cents) / 100);
}

/** A number that looks like one of the country; the n-th one differs from all before it. */
export function phoneNumber(region: string, n: number): string {
	// 7919 and 100,000,000 have no common factor, so the line numbers do not repeat.
	const line = (34_567_890 + n * 7_919) % 100_000_000;
	return `${diallingPrefixes.get(region) ?? otherPrefix}${String(line).padStart(8, '0')}`;
}
