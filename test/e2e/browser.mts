import { existsSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';

/** Debian's, which `apt-get install chromium` brings; another one can be named. */
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nothing but this machine is found. (Playwright's own routes would switch off the cache: n8n's editor takes 20 s then.)
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** A page in headless Chromium, English and light, that reaches nothing but this machine; the browser ends with the work. */
export async function withBrowser<T>(
	work: (page: Page) => Promise<T>,
	viewport = { width: 1280, height: 800 },
	deviceScaleFactor = 1,
): Promise<T> {
	if (!existsSync(executablePath))
		throw new Error(`There is no ${executablePath}: install it with \`apt-get install chromium\``);
	await using browser = await chromium.launch({ executablePath, args: flags });
	const context = await browser.newContext({
		viewport,
		deviceScaleFactor,
		locale: 'en',
		colorScheme: 'light',
	});
	// A busy machine has time for it, too.
	context.setDefaultTimeout(60_000);
	return await work(await context.newPage());
}
