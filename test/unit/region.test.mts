import { expect, it } from '@jest/globals';
import { callingCodes } from '../../nodes/GoSms/domain/callingCode.ts';
import { allRegions, parseRegion } from '../../nodes/GoSms/domain/region.ts';

it('every country has a calling code, and no code is of a country that there is not', () => {
	const codes = allRegions().map((region) => region.code);
	expect([...callingCodes.keys()].sort()).toEqual([...codes].sort());
	const without = allRegions().filter((region) => region.callingCodes.length === 0);
	expect(without).toEqual([]);
});

it('no calling code begins another one, but where a country of North America has its own area code', () => {
	const all = [...new Set([...callingCodes.values()].flat())];
	const begun = all.filter((one) => all.some((other) => other !== one && one.startsWith(other)));
	expect(begun.filter((one) => !/^1\d{3}$/.test(one))).toEqual([]);
});

it.each([
	['ID', ['62']],
	['US', ['1']],
	['DO', ['1809', '1829', '1849']],
	['KZ', ['7']],
	['GB', ['44']],
	['CI', ['225']],
	['HK', ['852']],
	['TL', ['670']],
])('%s has the calling codes %j', (code, expected) => {
	expect(callingCodes.get(code)).toEqual(expected);
});

it.each([
	['Britain', 'GB'],
	['usa', 'US'],
	['Korea', 'KR'],
	['Turkey', 'TR'],
])('whoever types “%s” is told the code %s', (typed, code) => {
	expect(parseRegion(typed)).toMatchObject({
		ok: false,
		hint: `Use the two-letter code ${code} instead.`,
	});
});

it('no two countries share a name', () => {
	const names = allRegions().flatMap(({ name, otherNames }) => [name, ...otherNames]);
	const plain = names.map((name) => name.toLowerCase());
	expect(plain.filter((name, index) => plain.indexOf(name) !== index)).toEqual([]);
});
