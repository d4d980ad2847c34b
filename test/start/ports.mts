import { isFree } from '../n8n/freePort.mts';

/** n8n's own port, by which people know it. */
const usualPort = 5678;

/** The port that was asked for, else the usual one; undefined = any free one. */
export async function portForN8n(wanted: number | undefined): Promise<number | undefined> {
	if (await isFree(wanted ?? usualPort)) return wanted ?? usualPort;
	if (wanted === undefined) return undefined;
	throw new Error(
		`Port ${wanted} is taken by another program. Choose another with --port, or leave --port out.`,
	);
}
