import { openPlace } from '../../n8n/place.mts';
import { Relay } from '../../n8n/relay.mts';
import { versions } from '../../n8n/versions.mts';
import type { Suite } from '../suite.mts';
import { checkDeaths } from '../trigger/deaths.mts';
import { checkEvents } from '../trigger/events.mts';

/** The trigger in an active workflow: events, deaths of n8n, and a sandbox that is down when n8n starts. */
export const triggerSuite: Suite = {
	name: 'trigger',
	versions,
	run: async (version, check) => {
		const opened = await openPlace(version, { sms: { default: { delayMs: null } } });
		const { client, sandbox } = opened;
		const relay = new Relay(sandbox.port);
		try {
			await relay.open();
			const baseUrl = `http://127.0.0.1:${relay.port}/api/v1`;
			const credential = await client.createCredential('relayed', { apiKey: sandbox.key, baseUrl });
			const place = { ...opened, credential };
			const workflow = await checkEvents(place, check);
			await checkDeaths(place, relay, workflow, check);
		} finally {
			await relay.shut();
			await opened.end();
		}
	},
};
