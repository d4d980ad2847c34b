import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { exampleNames, readRunnableExample } from '../../n8n/examples.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import type { Check } from '../suite.mts';
import { canvasNode, openWorkflow } from './canvas.mts';
import { takePicture } from './pictures.mts';

const stickyNote = 'n8n-nodes-base.stickyNote';
const signUp = 'sign-up-check-in-one-node.json';

export async function checkExamples(page: Page, place: N8nPlace, check: Check): Promise<void> {
	const { client, credential, install, sandbox } = place;
	const open = async (fileName: string, formUrl?: string) => {
		const chosen = { credential, ...(formUrl !== undefined && { formUrl }) };
		const file = await readRunnableExample(client, fileName, chosen);
		const { id } = await client.createWorkflow(file);
		await openWorkflow(page, id);
		return file;
	};

	await check('an example workflow is executed on the canvas', async () => {
		// Of the workflow before, the editor could think that it is not saved, and stay on it.
		await page.goto(`${place.host.baseUrl}/home/workflows`);
		// The form sends it.
		sandbox.control.setSettings({ sms: { default: { delayMs: null } } });
		await open(signUp, sandbox.formUrl);
		await page.getByTestId('execute-workflow-button').click();
		await page.getByText('Workflow executed successfully').waitFor();
		const last = canvasNode(page, 'Send the code back');
		await last.getByTestId('canvas-node-status-success').waitFor();
	});

	// In n8n 1 one shows that the canvas draws them; what is in the others is imported and run there.
	const isN8n2 = install.version.n8n.startsWith('2.');
	for (const fileName of isN8n2 ? exampleNames : [signUp])
		await check(`${fileName} is drawn with all its nodes and notes`, async () => {
			const { nodes } = await open(fileName);
			const notes = nodes.filter(({ type }) => type === stickyNote).length;
			await page
				.getByTestId('sticky')
				.nth(notes - 1)
				.waitFor();
			assert.equal(await page.getByTestId('sticky').count(), notes);
			assert.equal(await page.getByTestId('canvas-node').count(), nodes.length - notes);
			const shown = page.getByTestId(/^(canvas-node|sticky)$/);
			const margins = { leftPx: 40, rightPx: 90, topPx: 12, bottomPx: 60 };
			await takePicture(page, `workflows/${fileName.replace('.json', '')}`, shown, margins);
		});
}
