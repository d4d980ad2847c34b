import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { addFrom, canvasNode, findGoSms, openNewWorkflow } from './canvas.mts';
import { chooseFromList, executeStep, panelWithOutput, shownChoice } from './panel.mts';
import { takePicture } from './pictures.mts';

/** What somebody does who never saw the node: from the list of nodes to the code. */
export async function checkAction(page: Page, place: N8nPlace, check: Check): Promise<void> {
	const { host, sandbox } = place;

	await check('the node is found by its name and by what people look for', async () => {
		await openNewWorkflow(page, host.baseUrl);
		await page.getByText('Trigger manually').click();
		await canvasNode(page, 'When clicking').waitFor();
		await page.getByTestId('node-creator-plus-button').click();
		for (const words of ['otp', 'rent', 'verification code', '接码', 'gosms'])
			assert.match(await (await findGoSms(page, words)).innerText(), /rented phone number|GoSMS/);
	});

	await check('it is added with the operation that was chosen in the list', async () => {
		await addFrom(page, await findGoSms(page, 'gosms'), 'Buy number and wait for SMS');
		const operation = page.getByTestId('parameter-input-operation').locator('input');
		assert.equal(await operation.inputValue(), 'Create and Wait for SMS');
		await page.getByText('Each input item buys a number').waitFor();
	});

	await check('the dialog of the credential says that the right key works', async () => {
		await page.getByTestId('node-credentials-select').click();
		await page.getByTestId('node-credentials-select-item-new').click();
		await page.getByTestId('credential-edit-dialog').waitFor();
		await saveCredential(page, { apiKey: sandbox.key, baseUrl: sandbox.baseUrl });
		await untilAccepted(page);
		await closeCredential(page);
	});

	await check('app and country are chosen from lists', async () => {
		await chooseFromList(page, 'projectCode', 'whats', 'WhatsApp');
		await chooseFromList(page, 'region', 'indon', 'Indonesia');
		assert.equal(await shownChoice(page, 'projectCode'), 'WhatsApp (whatsapp)');
		assert.equal(await shownChoice(page, 'region'), 'Indonesia (ID)');
	});

	await check('it is executed, and the code is in the output', async () => {
		const output = await executeStep(page);
		const [order] = sandbox.control.orders();
		assert.ok(order?.code, 'the sandbox has delivered no code');
		await output.getByText(order.code, { exact: true }).first().waitFor();
		const margins = { leftPx: 0, rightPx: -27, topPx: 0, bottomPx: -76 };
		await takePicture(page, 'create-and-wait', await panelWithOutput(page), margins);
	});

	await check('the canvas tells operation, app and country', async () => {
		await page.keyboard.press('Escape');
		await page.getByTestId('canvas').getByText('create and wait: whatsapp · ID').waitFor();
	});
}

const dialogOf = (page: Page) => page.getByTestId('editCredential-modal');

/** Fills in and saves; n8n tests the credential then. */
async function saveCredential(page: Page, fields: Record<string, string>): Promise<void> {
	for (const [name, value] of Object.entries(fields))
		await page.getByTestId(`parameter-input-${name}`).locator('input').fill(value);
	// n8n takes over what was typed after a pause, and saves what it has by then.
	await page.waitForTimeout(1_000);
	await page.getByTestId('credential-save-button').click();
}

/** Waits until the test has succeeded; newer versions of n8n close the dialog then, and show it when it is opened again. */
async function untilAccepted(page: Page): Promise<void> {
	const accepted = page.getByText('Connection tested successfully').filter({ visible: true });
	const closed = dialogOf(page).waitFor({ state: 'hidden' });
	await Promise.any([accepted.waitFor(), closed]);
	if (await dialogOf(page).isHidden()) await page.getByTestId('credential-edit-button').click();
	await accepted.waitFor();
}

async function closeCredential(page: Page): Promise<void> {
	const closed = dialogOf(page).waitFor({ state: 'hidden' });
	const close = page.getByLabel('Close this dialog').filter({ visible: true });
	await Promise.any([close.click(), closed]);
	await closed;
}
