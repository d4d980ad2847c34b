import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { untilTrue } from '../../n8n/untilTrue.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { withBrowser } from '../browser.mts';
import type { Check, Suite } from '../suite.mts';

/** The sandbox's page for people, in a browser on a phone's width; n8n has no part in it. */
export const phoneSuite: Suite = {
	name: 'phone',
	versions: 'none',
	run: async (check) => {
		await using sandbox = await startSandbox({ sms: { default: { delayMs: null } } });
		await withBrowser((page) => checkPhone(page, sandbox, check), { width: 360, height: 740 });
	},
};

async function checkPhone(page: Page, sandbox: Sandbox, check: Check): Promise<void> {
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('requestfailed', (request) => complaints.push(request.url()));
	const { control } = sandbox;
	const buy = async () => {
		const { orderId } = control.createAsOther({ projectCode: 'whatsapp', region: 'ID' });
		const card = page.locator('.card', { hasText: `order ${orderId}` });
		await card.waitFor();
		return { orderId, card };
	};
	const phaseOf = (orderId: number) => control.order(orderId).phase;
	const shows = (what: Locator, words: string) =>
		untilTrue(`${words} on screen`, async () => (await what.innerText()).includes(words));

	await page.goto(sandbox.phoneUrl);

	await check('an SMS is delivered as it was typed, its code with it', async () => {
		const { orderId, card } = await buy();
		await card.getByLabel('Text of the SMS').fill('<b>Use 0042</b> & go on');
		await card.getByRole('button', { name: 'Deliver' }).click();
		await shows(card, 'received');
		await shows(card, '<b>Use 0042</b> & go on');
		const { code, content } = control.order(orderId);
		assert.deepEqual({ code, content }, { code: '0042', content: '<b>Use 0042</b> & go on' });
	});

	await check('a code that is typed is put into the suggested text', async () => {
		const { orderId, card } = await buy();
		const field = card.getByLabel('Code in the SMS');
		await field.fill('777');
		await field.press('Enter');
		await shows(card, 'received');
		const { code, content } = control.order(orderId);
		assert.deepEqual({ code, content }, { code: '777', content: 'Your WhatsApp code is 777' });
	});

	await check('an order is let expire, and its money is back', async () => {
		const { orderId, card } = await buy();
		await card.getByRole('button', { name: 'Let it expire' }).click();
		await shows(card, 'expired refunded');
		assert.equal(phaseOf(orderId), 'expired');
		await shows(page.locator('#account tbody tr').first(), `Refund ${orderId}`);
	});

	await check('what is being typed outlives refreshes and the order itself', async () => {
		const { orderId, card } = await buy();
		const text = card.getByLabel('Text of the SMS');
		await text.fill('');
		await text.pressSequentially('half a sent');
		const time = async () => await card.locator('.time').innerText();
		const before = await time();
		await buy();
		await untilTrue('a refresh', async () => (await time()) !== before);
		await page.keyboard.type('ence');
		control.cancelAsOther(orderId);
		await shows(card, 'cancelled');
		assert.equal(await text.inputValue(), 'half a sentence');
		await card.getByRole('button', { name: 'Deliver' }).click();
		await shows(card.getByRole('status'), `Not delivered: Order ${orderId} is cancelled.`);
		assert.equal(await text.inputValue(), 'half a sentence');
	});

	await check('a fault is switched on and off, and one that is spent goes off alone', async () => {
		const outage = page.getByRole('switch', { name: 'Outage' });
		const ask = () => fetch(`${sandbox.baseUrl}/user/balance`);
		const isArmed = () => control.faults().some(({ kind }) => kind === 'outage');
		await outage.check();
		await untilTrue('the outage', isArmed);
		await assert.rejects(ask());
		await outage.uncheck();
		await untilTrue('its end', () => !isArmed());
		assert.equal((await ask()).status, 401);
		control.addFault({ kind: 'html502' });
		const badGateway = page.getByRole('switch', { name: '502' });
		await untilTrue('502 on', () => badGateway.isChecked());
		assert.equal((await ask()).status, 502);
		await untilTrue('502 off', async () => !(await badGateway.isChecked()));
		assert.deepEqual(control.faults(), []);
	});

	await check('no stock, an empty account and a refused cancel are switched', async () => {
		const banner = page.locator('#faults-on');
		const turn = async (name: string, isOn: boolean) =>
			await page.getByRole('switch', { name }).setChecked(isOn);
		const ask = async (path: string, body?: object) => {
			const headers = { authorization: `Bearer ${sandbox.key}` };
			const init = { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }) };
			return (await fetch(`${sandbox.baseUrl}${path}`, init)).status;
		};
		const buyByApi = () => ask('/order', { project_code: 'whatsapp', region: 'ID' });
		for (const [name, status] of [
			['No stock', 503],
			['Empty account', 402],
		] as const) {
			await turn(name, true);
			await shows(banner, `On now: ${name}.`);
			assert.equal(await buyByApi(), status);
			await turn(name, false);
			await banner.waitFor({ state: 'hidden' });
		}
		const { orderId } = await buy();
		await turn('Refused cancel', true);
		await turn('No stock', true);
		await shows(banner, 'On now: No stock, Refused cancel.');
		assert.equal(await ask(`/order/${orderId}/cancel`), 400);
		await page.getByRole('button', { name: 'Switch all faults off' }).click();
		await banner.waitFor({ state: 'hidden' });
		assert.equal(await ask(`/order/${orderId}/cancel`), 200);
	});

	await check('it tells what a credential needs, and leads back to n8n', async () => {
		const box = page.locator('#connect');
		await shows(box, sandbox.key);
		await shows(box, sandbox.baseUrl);
		const back = page.getByRole('link', { name: 'Back to n8n' });
		assert.equal(await back.isVisible(), false);
		control.linkTo('http://127.0.0.1:5678/');
		await back.waitFor();
		assert.equal(await back.getAttribute('href'), 'http://127.0.0.1:5678/');
	});

	await check('the account stands above the faults', async () => {
		const top = async (id: string) => (await page.locator(id).boundingBox())?.y ?? NaN;
		assert.ok((await top('#account')) < (await top('#faults')));
	});

	await check('an SMS comes by itself where that is chosen', async () => {
		await page.getByLabel('Seconds until an SMS comes by itself').fill('1');
		await page.getByLabel('By itself, after').check();
		await untilTrue('the setting', () => control.settings().sms.default?.delayMs === 1_000);
		const { card } = await buy();
		await shows(card, 'received');
		await page.getByLabel('Only when I press Deliver').check();
		await untilTrue('the setting', () => control.settings().sms.default?.delayMs === null);
	});

	await check('the keyboard is enough', async () => {
		const { orderId, card } = await buy();
		await card.getByLabel('Text of the SMS').focus();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Space');
		await shows(card, 'received');
		assert.equal(phaseOf(orderId), 'received');
		await untilTrue('the focus on the order', () =>
			card.getByRole('heading').evaluate((one) => one.matches(':focus')),
		);
	});

	await check('nothing is wider than the screen of a phone', async () => {
		const [given, needed] = await page.evaluate<number[]>(
			'[innerWidth, document.documentElement.scrollWidth]',
		);
		assert.equal(given, 360);
		assert.equal(needed, 360);
	});

	await check('it is dark where the system is', async () => {
		const lightness = () =>
			page.evaluate('getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]');
		assert.ok(Number(await lightness()) > 200);
		await page.emulateMedia({ colorScheme: 'dark' });
		assert.ok(Number(await lightness()) < 60);
	});

	await check('it complained of nothing until the sandbox ends, and says so then', async () => {
		assert.deepEqual([...complaints, ...sandbox.violations, ...control.audit()], []);
		await sandbox.close();
		await shows(page.locator('#connection'), 'The sandbox does not answer');
	});
}
