import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { addFrom, findGoSms, openNewWorkflow } from './canvas.mts';
import { executeStep, panelWithOutput } from './panel.mts';
import { takePicture } from './pictures.mts';

/** The trigger, from the list of nodes to its sample. */
export async function checkTrigger(page: Page, place: N8nPlace, check: Check): Promise<void> {
	const { host, sandbox } = place;
	const events = page.getByTestId('parameter-input-events');

	await check('the trigger is added with the event that was chosen in the list', async () => {
		await openNewWorkflow(page, host.baseUrl);
		await addFrom(page, await findGoSms(page, 'gosms'), 'On SMS received');
		assert.match(await events.innerText(), /^\s*Received\s*$/);
	});

	await check('another event is chosen in its panel', async () => {
		await events.click();
		const expired = page.getByRole('option', { name: /^Expired/ });
		await expired.filter({ visible: true }).click();
		await page.keyboard.press('Escape');
		assert.match(await events.innerText(), /Received\s+Expired/);
	});

	await check('a test event shows the newest order, with its code', async () => {
		const { orderId } = sandbox.control.createAsOther({ projectCode: 'telegram', region: 'GB' });
		const { code } = sandbox.control.deliver(orderId, {});
		assert.ok(code, 'the sandbox has delivered no code');
		const output = await executeStep(page);
		await output.getByText(String(orderId), { exact: true }).first().waitFor();
		await output.getByText(code, { exact: true }).first().waitFor();
		const margins = { leftPx: 0, rightPx: -27, topPx: 0, bottomPx: -180 };
		await takePicture(page, 'trigger', await panelWithOutput(page), margins);
	});

	await check('the canvas tells its events', async () => {
		await page.keyboard.press('Escape');
		await page.getByTestId('canvas').getByText('received, expired').waitFor();
	});
}
