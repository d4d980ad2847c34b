import type { Account } from './account.mts';
import { isCountry, priceMicros } from './catalogue.mts';
import type { Order } from './order.mts';
import { open, type Purchase } from './orderLife.mts';
import { schedule } from './schedule.mts';
import type { World } from './world.mts';

type Refused = 'PRICE_CALCULATION_ERROR' | 'NO_AVAILABLE_NUMBER' | 'INSUFFICIENT_BALANCE';

/** Buys a number, for the API or for another client of the account: the order, or why not. */
export function buy(
	world: World,
	account: Account,
	wanted: Omit<Purchase, 'priceMicros'>,
): Order | Refused {
	const { settings } = world;
	const { region, projectCode } = wanted;
	if (settings.priceFailure) return 'PRICE_CALCULATION_ERROR';
	const price = priceMicros(settings, region, projectCode);

	const left = settings.stock[region] ?? Infinity;
	if (settings.noStock || !isCountry(region) || left <= 0) return 'NO_AVAILABLE_NUMBER';

	const credit = account.billingType === 'postpaid' ? account.creditMicros : 0;
	const spendable = account.balanceMicros - account.frozenMicros + credit;
	if (settings.noMoney || spendable < price) return 'INSUFFICIENT_BALANCE';

	if (left < Infinity) settings.stock[region] = left - 1;
	const order = open(world, account, { ...wanted, priceMicros: price });
	schedule(world, order);
	return order;
}
