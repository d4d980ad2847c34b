import type { N8nClient } from '../../n8n/client.mts';

/** Without their data, which dozens of requests would be needed for. */
export async function executionIds(client: N8nClient, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.get<{ results: Array<{ id: string }> }>(
		`/executions?filter=${filter}&limit=100`,
	);
	return results.map((one) => String(one.id)).sort();
}
