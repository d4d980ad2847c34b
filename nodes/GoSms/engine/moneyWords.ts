import { showMicros } from '../domain/money';
import { byId } from '../domain/order';

/** What became of the orders of a run whose output is thrown away, by their IDs. */
export type Ends = { returned: string[]; arrived: string[]; open: string[] };

export type Money = {
	/** How many numbers. */
	bought: number;
	ends: Ends;
	refundedMicros: number;
	remarks: readonly string[];
	/** Purchases of which nobody knows whether they were paid for. */
	inDoubt: readonly string[];
};

/** What people must know of their money when an execution fails; empty when none was spent. */
export function moneyWords({ bought, ends, refundedMicros, remarks, inDoubt }: Money): string {
	return [
		...(bought > 0 ? [`Numbers bought in this run: ${bought}.`] : []),
		...tell('Given back', ends.returned, `${showMicros(refundedMicros)} refunded in all.`),
		...tell(
			'SMS arrived and paid for',
			ends.arrived,
			'Retry On Fail takes them up; Get reads them.',
		),
		...tell('Still open', ends.open, 'Cancel them when you do not need them.'),
		...remarks,
		...inDoubt,
	].join(' ');
}

function tell(what: string, orderIds: readonly string[], then: string): string[] {
	if (orderIds.length === 0) return [];
	return [`${what}: order ${[...orderIds].sort(byId).join(', ')}. ${then}`];
}
