import { describe, expect, it } from '@jest/globals';

import { withSandbox } from './overHttp.mts';

describe('the phone', () => {
	it.each(['/', '/phone'])('is found at %s', (path) =>
		withSandbox({}, async (sandbox) => {
			const answer = await fetch(new URL(path, sandbox.phoneUrl));
			expect(answer.url).toBe(sandbox.phoneUrl);
			expect(await answer.text()).toContain('<h1>Phone</h1>');
		}),
	);

	it('has every file that its files name, and nothing from elsewhere', () =>
		withSandbox({}, async (sandbox) => {
			const seen = new Map<string, string>();
			const load = async (url: string): Promise<void> => {
				if (seen.has(url)) return;
				const answer = await fetch(url);
				expect([url, answer.status]).toEqual([url, 200]);
				expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
				const text = await answer.text();
				seen.set(url, answer.headers.get('content-type') ?? '');
				const names = text.matchAll(/(?:src=|href=|from )["']([^"']+)["']/g);
				for (const [, name = ''] of names)
					if (!name.startsWith('data:')) await load(new URL(name, url).href);
			};
			await load(sandbox.phoneUrl);
			const types = [...new Set(seen.values())].map((type) => type.split(';')[0]);
			expect(types.sort()).toEqual(['text/css', 'text/html', 'text/javascript']);
			expect([...seen.keys()].filter((url) => !url.startsWith(sandbox.phoneUrl))).toEqual([]);
		}));

	it('serves no other file', () =>
		withSandbox({}, async (sandbox) => {
			for (const path of ['server.mts', '..%2Fserver.mts', '%2e%2e/server.mts'])
				expect((await fetch(sandbox.phoneUrl + path)).status).toBe(404);
		}));
});
