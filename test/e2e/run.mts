// The package in real n8n, as people install it: `npm run test:e2e [VERSION…]`. The first time n8n itself is installed,
// into a cache folder outside the checkout.
import { checks } from './checks.mts';
import { openPlace } from './n8n/place.mts';
import { versions } from './n8n/versions.mts';

const wanted = process.argv.slice(2);
const say = (line: string) => console.log(line);
let passed = 0;
let failed = 0;

for (const version of versions) {
	if (wanted.length > 0 && !wanted.includes(version.n8n)) continue;
	say(`n8n ${version.n8n} on Node.js ${version.node}`);
	const place = await openPlace(version, say, {
		sms: { default: { delayMs: [3_000, 20_000] } },
	});
	try {
		for (const { title, run } of checks) {
			try {
				await run(place);
				passed += 1;
				say(`  passed  ${title}`);
			} catch (error) {
				failed += 1;
				say(
					`  FAILED  ${title}\n          ${error instanceof Error ? error.message : String(error)}`,
				);
			}
		}
	} finally {
		await place.end();
	}
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
