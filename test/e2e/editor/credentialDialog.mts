import type { Page } from 'playwright-core';

const dialogOf = (page: Page) => page.getByTestId('editCredential-modal');

/** Opens the dialog for a new credential from the panel of a node. */
export async function openNewCredential(page: Page): Promise<void> {
	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId('node-credentials-select-item-new').click();
	await page.getByTestId('credential-edit-dialog').waitFor();
}

/** Fills in and saves; n8n tests the credential then. */
export async function saveCredential(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields))
		await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	// n8n takes over what was typed after a pause, and saves what it has by then.
	await page.waitForTimeout(1_000);
	await page.getByTestId('credential-save-button').click();
}

/** What the dialog says, with the details of a test that did not succeed. */
export async function refusalOf(page: Page): Promise<string> {
	await dialogOf(page).getByText('More details').click();
	return await dialogOf(page).innerText();
}

/** Waits until the test has succeeded; newer versions of n8n close the dialog then, and show it when it is opened again. */
export async function untilAccepted(page: Page): Promise<void> {
	const accepted = page.getByText('Connection tested successfully').filter({ visible: true });
	const closed = dialogOf(page).waitFor({ state: 'hidden' });
	await Promise.any([accepted.waitFor(), closed]);
	if (await dialogOf(page).isHidden()) await page.getByTestId('credential-edit-button').click();
	await accepted.waitFor();
}

export async function closeCredential(page: Page): Promise<void> {
	const closed = dialogOf(page).waitFor({ state: 'hidden' });
	const close = page.getByLabel('Close this dialog').filter({ visible: true });
	await Promise.any([close.click(), closed]);
	await closed;
}
