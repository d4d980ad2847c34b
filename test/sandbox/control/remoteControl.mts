import type { SandboxControl } from './control.mts';

/** A control call of a sandbox that may be in another process; `at` is any address of it. */
export async function control<Call extends keyof SandboxControl>(
	at: string,
	call: Call,
	...given: Parameters<SandboxControl[Call]>
): Promise<ReturnType<SandboxControl[Call]>> {
	const url = new URL(`/__sandbox/${call}`, at);
	const answer = await fetch(url, { method: 'POST', body: JSON.stringify(given) });
	if (!answer.ok) throw new Error(`${url.pathname} answered ${await answer.text()}`);
	return (await answer.json()) as ReturnType<SandboxControl[Call]>;
}
