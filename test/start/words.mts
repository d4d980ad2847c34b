import { owner } from '../n8n/client.mts';
import type { Sandbox } from '../sandbox/server.mts';

/**
 * What stands on the screen while everything runs.
 * @param isSignedIn false: somebody has changed the login
 * @param workflowId of the workflow to begin with, unless it is gone
 */
export function wordsFor(
	n8nUrl: string,
	sandbox: Sandbox,
	isSignedIn: boolean,
	workflowId?: string,
): string {
	const login = isSignedIn
		? `sign in  ${owner.email}  ${owner.password}`
		: `sign in  with your own login: it was changed, so the credential and the examples were not updated`;
	const begin = workflowId === undefined ? n8nUrl : `${n8nUrl}/workflow/${workflowId}`;
	return `
n8n      ${n8nUrl}
${login}
phone    ${sandbox.phoneUrl}
form     ${sandbox.formUrl}

For a credential of your own
base URL ${sandbox.baseUrl}
API key  ${sandbox.key}

What to do first
  1. Open ${begin} and sign in.
  2. Press "Execute workflow": a number is bought on the sandbox, a second workflow types it into the sign-up form, and
     the node gives you the code that the form sends.
  3. Open the phone: the number is there, with its SMS and what it cost.

An SMS that no form sends comes only when you press Deliver on the phone: try it with the workflow "GoSMS: get a
verification code". On the phone you can change that, and make the API fail. Prices and numbers are invented: you need no
account, and nothing leaves this machine.

Ctrl-C ends n8n and the sandbox. Your workflows are kept for the next time.
`;
}
