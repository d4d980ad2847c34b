import { lean } from '../../n8n/host.mts';
import { openPlace } from '../../n8n/place.mts';
import { versions } from '../../n8n/versions.mts';
import { checkLateEnds } from '../runWorkflow/lateEnds.mts';
import { checkUncallable } from '../runWorkflow/uncallable.mts';
import type { Suite } from '../suite.mts';

/** A workflow that uses the number while the node waits for its SMS. */
export const runWorkflowSuite: Suite = {
	name: 'runWorkflow',
	versions,
	run: async (version, check) => {
		const sms = { default: { delayMs: null } };
		await using place = await openPlace(version, { sms }, lean);
		await checkUncallable(place, check);
		await checkLateEnds(place, check);
	},
};
