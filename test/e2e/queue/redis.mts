import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../n8n/freePort.mts';
import { Program } from './program.mts';

/** A Redis of its own, on loopback, which keeps nothing. */
export async function startRedis(folder: string) {
	const port = String(await freePort());
	const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const redis = new Program('redis-server', settings, join(folder, 'redis.log'));
	const ping = () => spawnSync('redis-cli', ['-p', port, 'ping'], { encoding: 'utf8' });
	await redis.untilReady(() => ping().stdout?.includes('PONG'));
	const commandsFile = join(folder, 'commands.log');
	const monitor = new Program('redis-cli', ['-p', port, 'monitor'], commandsFile);
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
		/** Every command that Redis was ever given: a finished job leaves nothing else behind. */
		commandsFile,
		end: async () => {
			await monitor.end();
			await redis.end();
		},
	};
}
