import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../n8n/freePort.mts';
import { programPath } from './debian.mts';
import { Program } from './program.mts';

export type Redis = {
	env: Record<string, string>;
	/** Every command that Redis was ever given: a finished job leaves nothing else behind. */
	commandsFile: string;
	end: () => Promise<void>;
};

/** A Redis of its own, on loopback, which keeps nothing. */
export async function startRedis(folder: string): Promise<Redis> {
	mkdirSync(folder);
	const [server, client] = [programPath('redis-server'), programPath('redis-cli')];
	const port = String(await freePort());
	const settings = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const redis = new Program(server, settings, { folder, logFile: join(folder, 'redis.log') });
	await redis.untilReady(() => ask(client, port, 'ping').includes('PONG'));
	const commandsFile = join(folder, 'commands.log');
	const monitor = new Program(client, ['-p', port, 'monitor'], { folder, logFile: commandsFile });
	return {
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port },
		commandsFile,
		end: async () => {
			await monitor.end('SIGTERM');
			await redis.end('SIGTERM');
		},
	};
}

function ask(client: string, port: string, command: string): string {
	return spawnSync(client, ['-p', port, command], { encoding: 'utf8' }).stdout;
}
