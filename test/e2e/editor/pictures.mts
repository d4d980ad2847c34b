import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** The README's pictures are retaken when this is set: at twice the resolution, as screens of today have it. */
const isWanted = Boolean(process.env.PICTURES);

export const screen = isWanted
	? { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 2 }
	: { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 1 };

const folder = join(import.meta.dirname, '..', '..', '..', 'docs');

/** What hovers over the canvas would cover nodes, and the dots of its ground double a picture's size. */
const withoutControls = [
	'canvas-controls',
	'execute-workflow-button',
	'workflow-chat-button',
	'canvas-background',
	'node-creator-plus-button',
	'command-bar-button',
	'add-sticky-button',
	'toggle-focus-panel-button',
	'ask-assistant-canvas-action-button',
]
	.map((id) => `[data-test-id="${id}"] { visibility: hidden }`)
	.join(' ');

/** People read the README on slow lines too. */
const largestBytes = 300_000;

/** Below zero a margin cuts off. */
type Margins = { leftPx: number; rightPx: number; topPx: number; bottomPx: number };

/** A picture of an element, or of the part of the page that holds several, with margins around it. */
export async function takePicture(
	page: Page,
	name: string,
	shown: Locator,
	margins: Margins,
): Promise<void> {
	const clip = around(
		await Promise.all((await shown.all()).map((one) => one.boundingBox())),
		margins,
	);
	if (!isWanted) return;
	await page.waitForFunction(hasAllImages);
	const picture = await page.screenshot({ clip, animations: 'disabled', style: withoutControls });
	const kilobytes = Math.ceil(picture.length / 1_000);
	assert.ok(picture.length < largestBytes, `${name} is large: ${kilobytes} kB`);
	const path = join(folder, `${name}.png`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, picture);
}

/** In the page. */
const hasAllImages = `document.fonts.status === 'loaded' && document.readyState === 'complete' &&
	[...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0)`;

type Box = { x: number; y: number; width: number; height: number };

function around(boxes: Array<Box | null>, { leftPx, rightPx, topPx, bottomPx }: Margins): Box {
	const seen = boxes.filter((box) => box !== null);
	assert.ok(seen.length > 0, 'what the picture is to show cannot be seen');
	const x = Math.min(...seen.map((box) => box.x)) - leftPx;
	const y = Math.min(...seen.map((box) => box.y)) - topPx;
	const right = Math.max(...seen.map((box) => box.x + box.width)) + rightPx;
	const bottom = Math.max(...seen.map((box) => box.y + box.height)) + bottomPx;
	return { x, y, width: right - x, height: bottom - y };
}
