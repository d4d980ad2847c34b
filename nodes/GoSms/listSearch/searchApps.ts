import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { historyOf } from '../domain/history';
import { isAlike } from '../domain/order';
import { documentedApps, parseProjectCode } from '../domain/projectCode';
import { mayPass } from '../transport/retry';
import { toNodeError } from '../transport/words/errors';
import { matches } from './matches';
import { chosenApps, ownOrders, withHistory } from './ownHistory';

type Choice = { name: string; value: string };

/** The apps that the vendor documents, those that the account has ordered for before, and any code: there is no catalogue. */
export async function searchApps(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const read = await ownOrders(this);
	// While the API is out of reach the documented ones can still be chosen.
	if (!read.ok && !mayPass(read.failure)) throw toNodeError(this.getNode(), read.failure);
	const orders = read.ok ? read.value : [];
	const histories = historyOf(orders, 'app');

	const choices: Choice[] = documentedApps.map(({ code, name }) => ({
		name: `${name} (${code})`,
		value: code,
	}));
	// What was chosen before must not vanish from a list, since n8n would then call it unsupported.
	for (const code of [...orders.map((order) => order.projectCode), ...chosenApps(this)]) {
		if (code !== '' && !isAmong(choices, code)) choices.push({ name: code, value: code });
	}
	const found = choices.filter(({ name }) => matches(name, filter));
	const results = found.map(({ name, value }) => ({
		name: withHistory(
			name,
			histories.find((history) => isAlike(history.projectCode, value)),
		),
		value,
	}));
	return { results: [...typedCode(filter, choices), ...results] };
}

/** Any valid code can be bought for, even if this list does not know it. */
function typedCode(filter: string | undefined, choices: readonly Choice[]): Choice[] {
	const typed = parseProjectCode(filter);
	if (!typed.ok || isAmong(choices, typed.value)) return [];
	return [{ name: `Use code “${typed.value}”`, value: typed.value }];
}

function isAmong(choices: readonly Choice[], code: string): boolean {
	return choices.some(({ value }) => isAlike(value, code));
}
