import { expect, it } from '@jest/globals';
import { historyOf, type Grouping } from '../../nodes/GoSms/domain/history.ts';
import type { Order, OrderStatus } from '../../nodes/GoSms/domain/order.ts';
import { anOrder } from './anOrder.mts';

const startMs = Date.parse('2026-01-01T00:00:00Z');

let lastId = 0;

/** An order that was bought a minute after the one before. */
function order(what: Partial<Order> & { status: OrderStatus; afterSeconds?: number }): Order {
	lastId += 1;
	const createdMs = startMs + lastId * 60_000;
	const { afterSeconds } = what;
	const receivedMs = afterSeconds === undefined ? undefined : createdMs + afterSeconds * 1_000;
	return anOrder({ id: String(lastId), price: 0.5, createdMs, receivedMs, ...what });
}

const got = (afterSeconds: number, what: Partial<Order> = {}) =>
	order({ status: 'completed', code: '1', afterSeconds, ...what });
const gave = (what: Partial<Order> = {}) => order({ status: 'cancelled', ...what });

it('counts orders and codes, and takes the middle of the times and the ends of the prices', () => {
	const last = { price: 0.6, createdMs: startMs + 86_400_000 };
	const codes = [got(10, { price: 0.7 }), got(90, { price: 0.4 }), got(20)];
	const orders = [...codes, gave(), order({ status: 'expired', ...last })];
	expect(historyOf(orders, 'appAndRegion')).toEqual([
		{
			projectCode: 'whatsapp',
			region: 'ID',
			orders: 5,
			codes: 3,
			medianMs: 20_000,
			lastPrice: 0.6,
			minPrice: 0.4,
			maxPrice: 0.7,
			lastOrderMs: last.createdMs,
		},
	]);
});

it.each(['pending', 'unknown'] as const)('does not count an order that is %s', (status) => {
	expect(historyOf([order({ status })], 'app')).toEqual([]);
	expect(historyOf([order({ status }), got(5)], 'app')).toMatchObject([{ orders: 1, codes: 1 }]);
});

it('counts one that is still pending when another is bought after its life', () => {
	const orders = [order({ status: 'pending' }), got(5)];
	lastId += 10;
	expect(historyOf([...orders, got(5)], 'app')).toMatchObject([{ orders: 3, codes: 2 }]);
});

it('counts a code that came although the order was cancelled', () => {
	expect(historyOf([gave({ code: '12' })], 'app')).toMatchObject([{ orders: 1, codes: 1 }]);
});

it('counts more orders of one app than a function takes arguments', () => {
	const orders = Array<Order>(300_000).fill(got(5));
	expect(historyOf(orders, 'app')).toMatchObject([{ orders: 300_000, minPrice: 0.5 }]);
});

it.each<[Grouping, string[]]>([
	['appAndRegion', ['telegram GB', 'telegram ID', 'whatsapp GB', 'whatsapp ID']],
	['app', ['telegram', 'whatsapp']],
	['region', ['GB', 'ID']],
])('groups by %s, whatever the case', (groupBy, expected) => {
	const orders = ['whatsapp', 'WhatsApp', 'telegram'].flatMap((projectCode) =>
		['ID', 'id', 'GB'].map((region) => got(5, { projectCode, region })),
	);
	const shown = historyOf(orders, groupBy).map(({ projectCode, region }) => {
		const [app, country] = [projectCode.toLowerCase(), region.toUpperCase()];
		return { appAndRegion: `${app} ${country}`, app, region: country }[groupBy];
	});
	expect(shown.sort()).toEqual(expected);
});

it('has none of what no order tells', () => {
	const [history] = historyOf([gave({ price: undefined, createdMs: undefined })], 'app');
	const known = Object.entries({ ...history }).filter(([, value]) => value !== undefined);
	expect(known.map(([name]) => name)).toEqual(['projectCode', 'region', 'orders', 'codes']);
});

it('takes no time from an SMS that came before its order', () => {
	expect(historyOf([got(-3_600), got(8)], 'app')).toMatchObject([{ codes: 2, medianMs: 8_000 }]);
});

const several = (region: string, codes: number, orders: number, what: Partial<Order> = {}) =>
	Array.from({ length: orders }, (_, index) =>
		index < codes ? got(10, { region, ...what }) : gave({ region, ...what }),
	);

it.each<[string, Order[], Order[]]>([
	['the likelier', several('ID', 8, 10), several('GB', 3, 10)],
	['nine of ten before one of one', several('ID', 9, 10), several('GB', 1, 1)],
	['none of one before none of ten', several('ID', 0, 1), several('GB', 0, 10)],
	['the cheaper one', several('ID', 2, 3, { price: 0.2 }), several('GB', 2, 3, { price: 0.9 })],
	['the one whose price is known', several('ID', 2, 3), several('GB', 2, 3, { price: undefined })],
	['the faster of two that are alike', [got(6, { region: 'ID' })], [got(60, { region: 'GB' })]],
])('has first: %s', (_name, first, second) => {
	const shown = historyOf([...second, ...first], 'region').map(({ region }) => region);
	expect(shown).toEqual(['ID', 'GB']);
});
