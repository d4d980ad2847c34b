import assert from 'node:assert/strict';
import type { N8nPlace } from '../../n8n/place.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { furnish, furnished, operations } from '../../support/operations.mts';
import type { Check } from '../suite.mts';
import { gosms, start, workflowOf } from '../workflowOf.mts';

/** Every operation that the node registers, with its fixture and a sandbox of its own; side by side, since one waits. */
export async function checkOperations(place: N8nPlace, check: Check): Promise<void> {
	const { client } = place;
	// One that can be looked for in all that n8n writes.
	const { key: apiKey } = place.sandbox;
	const checks: Array<Promise<void>> = [];
	for (const { name, parameters, gives } of operations) {
		const sandbox = furnish(await startSandbox({ ...furnished, accounts: [{ key: apiKey }] }));
		const { baseUrl, control, violations } = sandbox;
		// One after the other: n8n 1 mixes up what is saved at the same time in SQLite.
		const credential = await client.createCredential(name, { apiKey, baseUrl });
		const workflow = await client.createWorkflow(workflowOf({ credential }, name, parameters));
		const checking = check(`${name} gives what is expected`, async () => {
			const { status, error, outputOf } = await client.runToEnd(workflow, start);
			await sandbox.close();
			assert.equal(status, 'success', error);
			const [row] = outputOf(gosms);
			assert.deepEqual({ ...row, ...gives }, row);
			assert.deepEqual([...violations, ...control.audit()], []);
		});
		checks.push(checking);
	}
	await Promise.all(checks);
}
