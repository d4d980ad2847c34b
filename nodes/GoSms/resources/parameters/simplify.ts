import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { isSetTo } from '../../domain/parsed';
import type { Row } from '../../domain/row';
import { parameterOf, type Item } from '../item';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** n8n wants no more than ten fields unless somebody asks for them: these matter least. */
const lesser = ['created_at', 'expired_at'];

/** @param further what is left out as well, where an operation has fields of its own */
export function simplified(item: Item, row: Row, further: string[] = []): IDataObject {
	if (isSetTo(false, parameterOf(item, 'simple'))) return { ...row };
	const left = [...lesser, ...further];
	return Object.fromEntries(Object.entries(row).filter(([name]) => !left.includes(name)));
}
