import type { IExecuteFunctions } from 'n8n-workflow';
import type { Parser } from '../domain/parsed';
import type { Run } from '../engine/run';
import { toNodeError } from '../transport/words/errors';
import type { Failure, Result } from '../transport/failure';
import { isRecord, recordOf } from '../transport/guards';
import type { Session } from '../transport/session';

/** Where something happens: one input item of one run of the node. */
export type ItemPlace = {
	context: IExecuteFunctions;
	index: number;
	/** True when the node has several input items, so that messages name this one. */
	ofMany: boolean;
	/** Called as soon as the item fails: unless the node continues, nothing more may be bought. */
	onFailure: () => void;
};

export type Item = ItemPlace & { session: Session; run: Run };

export function fail(item: ItemPlace, failure: Failure): never {
	item.onFailure();
	const failedItem = { itemIndex: item.index, ofMany: item.ofMany };
	throw toNodeError(item.context.getNode(), failure, failedItem);
}

export function valueOf<T>(item: ItemPlace, result: Result<T>): T {
	return result.ok ? result.value : fail(item, result.failure);
}

/** A parameter as its parser understands it. @param unset in place of one that has no value */
export function read<T>(item: Item, name: string, parse: Parser<T>, unset: unknown = null): T {
	return valueOf(item, parse(parameterOf(item, name) ?? unset));
}

/** An entry of a collection; undefined when it was not added. */
export function added<T>(
	item: Item,
	entries: ReadonlyMap<string, unknown>,
	name: string,
	parse: Parser<T>,
): T | undefined {
	return entries.has(name) ? valueOf(item, parse(entries.get(name))) : undefined;
}

/** A parameter as it comes from the panel or an expression; a resource locator gives its value. */
export function parameterOf(item: Item, name: string): unknown {
	return unwrapLocator(item.context.getNodeParameter(name, item.index, null));
}

/** The entries of a collection that were added; an expression may have left one without a value. */
export function collectionOf(item: Item, name: string): ReadonlyMap<string, unknown> {
	const entries = Object.entries(recordOf(parameterOf(item, name)));
	return new Map(entries.map(([key, value]) => [key, unwrapLocator(value) ?? ''] as const));
}

function unwrapLocator(raw: unknown): unknown {
	return isRecord(raw) && raw.__rl === true ? raw.value : raw;
}
