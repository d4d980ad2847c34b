import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { searchApps } from './searchApps';
import { searchRegions } from './searchRegions';

// n8n has two kinds of lists: for one choice, searched on the server, and for several, loaded at once.

export async function loadApps(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchApps.call(this)).results;
}

export async function loadRegions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return (await searchRegions.call(this)).results;
}
