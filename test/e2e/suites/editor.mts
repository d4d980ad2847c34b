import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selectors, type Page } from 'playwright-core';
import { owner } from '../../n8n/client.mts';
import { openPlace } from '../../n8n/place.mts';
import { versions } from '../../n8n/versions.mts';
import { withBrowser } from '../browser.mts';
import { checkAction } from '../editor/checkAction.mts';
import { checkExamples } from '../editor/checkExamples.mts';
import { checkTrigger } from '../editor/checkTrigger.mts';
import { screen } from '../editor/pictures.mts';
import type { Check, Suite } from '../suite.mts';

// n8n's own name of the attribute; it differs from Playwright's.
selectors.setTestIdAttribute('data-test-id');

/** Both nodes in n8n's editor, with a browser. */
export const editorSuite: Suite = {
	name: 'editor',
	versions,
	run: async (version, check) => {
		await using place = await openPlace(version, { sms: { default: { delayMs: 2_000 } } });
		await withBrowser(
			async (page) => {
				let pictures = 0;
				const checkAndShow: Check = async (title, run) =>
					await check(title, async () => {
						try {
							await run();
						} catch (error) {
							const path = join(tmpdir(), `gosms-editor-${version.n8n}-${++pictures}.png`);
							await page.screenshot({ path });
							throw new Error(`${String(error)}\n    What was on the screen: ${path}`);
						}
					});
				await signIn(page, place.host.baseUrl);
				await checkAction(page, place, checkAndShow);
				await checkTrigger(page, place, checkAndShow);
				await checkExamples(page, place, checkAndShow);
			},
			screen.viewport,
			screen.deviceScaleFactor,
		);
	},
};

/** Signs in by the form, as a person does. */
async function signIn(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/signin`);
	await page.locator('input[type=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}
