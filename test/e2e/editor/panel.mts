import type { Locator, Page } from 'playwright-core';

/** Chooses an entry in the list of a resource locator, by looking for it. */
export async function chooseFromList(
	page: Page,
	parameter: string,
	words: string,
	shown: string,
): Promise<void> {
	await page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
	await page.getByTestId('rlc-search').filter({ visible: true }).fill(words);
	const entries = page.getByTestId('rlc-item').filter({ visible: true });
	await entries.filter({ hasText: shown }).first().click();
}

/** What a resource locator shows as chosen. */
export async function shownChoice(page: Page, parameter: string): Promise<string> {
	const input = page.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input');
	return await input.locator('input').or(input).last().inputValue();
}

/** The fields and the output: what a picture of the panel shows. */
export async function panelWithOutput(page: Page): Promise<Locator> {
	await page.getByText('Node executed successfully').waitFor({ state: 'hidden' });
	return page.getByTestId('node-parameters').or(page.getByTestId('output-panel'));
}

/** Runs the node until it has put out an item; its output, field by field. */
export async function executeStep(page: Page): Promise<Locator> {
	await page.getByTestId('node-execute-button').first().click();
	const output = page.getByTestId('output-panel');
	await output
		.getByText(/^\s*1 item/)
		.first()
		.waitFor();
	await output.getByText('Schema', { exact: true }).click();
	return output;
}
