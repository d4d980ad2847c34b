import { openPlace } from '../../n8n/place.mts';
import { allVersions } from '../../n8n/versions.mts';
import { checkCredential } from '../checks/credential.mts';
import { checkEmbedding } from '../checks/embedding.mts';
import { checkExamples } from '../checks/examples.mts';
import { checkFailures } from '../checks/failures.mts';
import { checkLists } from '../checks/lists.mts';
import { checkOperations } from '../checks/operations.mts';
import { checkPackage } from '../checks/package.mts';
import { checkSecrecy } from '../checks/secrecy.mts';
import { checkWaiting } from '../checks/waiting.mts';
import type { Suite } from '../suite.mts';

/** All that n8n's own REST can try, in one n8n with one sandbox. */
export const nodesSuite: Suite = {
	name: 'nodes',
	versions: allVersions,
	run: async (version, check) => {
		await using place = await openPlace(version, { sms: { default: { delayMs: 2_000 } } });
		await checkPackage(place, check);
		await checkCredential(place, check);
		await checkOperations(place, check);
		await checkLists(place, check);
		await checkExamples(place, check);
		await checkWaiting(place, check);
		await checkFailures(place, check);
		await checkEmbedding(place, check);
		await checkSecrecy(place, check);
	},
};
