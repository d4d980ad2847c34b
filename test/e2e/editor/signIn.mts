import { selectors, type Page } from 'playwright-core';
import { owner } from '../../n8n/client.mts';

// n8n's own name of the attribute; it differs from Playwright's.
selectors.setTestIdAttribute('data-test-id');

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/signin`);
	await page.locator('input[type=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
}
