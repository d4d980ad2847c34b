import { lean } from '../../n8n/host.mts';
import { openPlace } from '../../n8n/place.mts';
import { Relay } from '../../n8n/relay.mts';
import { versions, type N8nVersion } from '../../n8n/versions.mts';
import type { Check, Suite } from '../suite.mts';
import { checkDeaths } from '../trigger/deaths.mts';
import { checkEvents } from '../trigger/events.mts';

/** What turns on the pollers whose cursors n8n keeps in its database; later versions have it on by default. */
const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** The trigger in an active workflow: events, deaths of n8n, and a sandbox that is down when n8n starts. */
export const triggerSuite: Suite = {
	name: 'trigger',
	isIdle: true,
	versions,
	run: runIn,
};

/** The same with durable pollers. */
export const durableTriggerSuite: Suite = {
	name: 'trigger-durable',
	isIdle: true,
	versions: versions.filter(({ n8n }) => n8n.startsWith('2.')),
	run: async (version, check) => await runIn(version, check, durable),
};

async function runIn(
	version: N8nVersion,
	check: Check,
	env?: Record<string, string>,
): Promise<void> {
	const sms = { default: { delayMs: null } };
	await using opened = await openPlace(version, { sms }, { ...lean, ...env });
	const { client, sandbox } = opened;
	await using relay = new Relay(sandbox.port);
	await relay.open();
	const data = { apiKey: sandbox.key, baseUrl: relay.baseUrl };
	const credential = await client.createCredential('relayed', data);
	const place = { ...opened, credential };
	const workflow = await checkEvents(place, check);
	await checkDeaths(place, relay, workflow, check);
}
