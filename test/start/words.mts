import { owner } from '../n8n/client.mts';
import type { Sandbox } from '../sandbox/server.mts';

export type Opened = {
	n8nUrl: string;
	sandbox: Sandbox;
	/** Of the workflow to begin with, unless it is gone. */
	workflowId: string | undefined;
	/** false: somebody has changed the login. */
	isSignedIn: boolean;
};

/** What stands on the screen while everything runs. */
export function wordsFor({ n8nUrl, sandbox, workflowId, isSignedIn }: Opened): string {
	const login = isSignedIn
		? `sign in  ${owner.email}  ${owner.password}`
		: `sign in  as you did last time: the login was changed, so nothing was brought up to date`;
	const begin = workflowId === undefined ? n8nUrl : `${n8nUrl}/workflow/${workflowId}`;
	return `
n8n      ${n8nUrl}
${login}
phone    ${sandbox.phoneUrl}

For a credential of your own
base URL ${sandbox.baseUrl}
API key  ${sandbox.key}

What to do first
  1. Open ${begin} and sign in.
  2. Press "Execute workflow": a number is bought on the sandbox, and n8n waits for its SMS.
  3. Open the phone and press "Deliver": the code arrives in n8n.

An SMS comes only when you press Deliver. On the phone you can change that, and make the API fail. The example waits two
minutes, then gives the number back. Prices and numbers are invented: you need no account, and nothing leaves this machine.

Ctrl-C ends n8n and the sandbox. Your workflows are kept for the next time.
`;
}
