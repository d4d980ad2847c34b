import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that Linux gives to connections and to servers that take any: nobody gets it before it is used. */
const [lowest, highest] = [20_000, 32_000];

/** A port on loopback that nobody uses at the moment. */
export async function freePort(): Promise<number> {
	const port = randomInt(lowest, highest);
	return (await isFree(port)) ? port : await freePort();
}

export async function isFree(port: number): Promise<boolean> {
	const server = createServer().listen(port, '127.0.0.1');
	const isListening = await once(server, 'listening').then(
		() => true,
		() => false,
	);
	if (isListening) await once(server.close(), 'close');
	return isListening;
}
