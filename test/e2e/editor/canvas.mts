import type { Locator, Page } from 'playwright-core';

/** An empty canvas, on which the list of triggers is open. */
export async function openNewWorkflow(page: Page, n8nUrl: string): Promise<void> {
	await page.goto(`${n8nUrl}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
}

/** What the list of nodes has of GoSMS when these words are looked for. */
export async function findGoSms(page: Page, words: string): Promise<Locator> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	const found = page.getByTestId('item-iterator-item').filter({ hasText: /^\s*GoSMS/ });
	await found.first().waitFor();
	return found.first();
}

/** Takes what was found in the list, and one of its actions; the panel of the new node opens. */
export async function addFrom(page: Page, found: Locator, action: string | RegExp): Promise<void> {
	await found.click();
	await page.getByTestId('item-iterator-item').filter({ hasText: action }).click();
	await page.getByTestId('node-parameters').waitFor();
}

export function canvasNode(page: Page, name: string): Locator {
	return page.getByTestId('canvas-node').filter({ hasText: name });
}

/** Opens a stored workflow, and all of it can be seen. */
export async function openWorkflow(page: Page, id: string): Promise<void> {
	await goWithin(page, '/home/workflows');
	await page.getByTestId('resources-list-item-workflow').first().waitFor();
	await goWithin(page, `/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	await page.getByTestId('zoom-to-fit').click();
}

/** As a link inside the editor does: to load all of the editor again takes ten seconds. */
async function goWithin(page: Page, path: string): Promise<void> {
	const to = JSON.stringify(path);
	await page.evaluate(
		`history.pushState(null, '', ${to}); dispatchEvent(new PopStateEvent('popstate'))`,
	);
}
