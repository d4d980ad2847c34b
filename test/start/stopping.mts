const oneKeyPressMs = 500;

/** Aborted by Ctrl-C, and by what else asks a program to end; `atOnce` is called for the second time. */
export function listenForStop(say: (line: string) => void, atOnce: () => void): AbortSignal {
	const controller = new AbortController();
	let firstMs: number | undefined;
	const stop = () => {
		// A terminal sends the signal to everybody, and npm hands it on: that is still one press.
		if (firstMs !== undefined && performance.now() - firstMs > oneKeyPressMs) return atOnce();
		if (firstMs !== undefined) return;
		firstMs = performance.now();
		say('\nStopping n8n and the sandbox … (press Ctrl-C again to stop them at once)');
		controller.abort();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
	return controller.signal;
}
