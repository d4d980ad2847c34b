type Init = { method?: string; headers?: Record<string, string>; body?: string };

/** Asks over a connection of its own: a busy server may close an idle one just when the next request is sent on it. */
export async function ask(url: string | URL, init: Init = {}): Promise<Response> {
	return await fetch(url, { ...init, headers: { connection: 'close', ...init.headers } });
}
