import { request } from 'node:http';

import { describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../server.mts';
import { buy, property } from './frozenCore.mts';
import { send, withSandbox } from './overHttp.mts';

/** With headers that fetch does not let a program set. */
async function statusWith(sandbox: Sandbox, path: string, headers: Record<string, string>) {
	return await new Promise<number | undefined>((resolve, reject) => {
		const options = { host: '127.0.0.1', port: sandbox.port, method: 'POST', path, headers };
		request(options, (answer) => resolve(answer.resume().statusCode))
			.on('error', reject)
			.end();
	});
}

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

describe('the state for the phone', () => {
	it('has the key, and the way back to n8n once somebody has told it', () =>
		withSandbox({ accounts: [{ key: 'ch_mine' }] }, async (sandbox) => {
			const state = async () => (await send(sandbox, 'GET /__sandbox/state')).body;
			expect(await state()).toMatchObject({ key: 'ch_mine', n8nUrl: null });
			sandbox.control.linkTo('http://127.0.0.1:5678');
			sandbox.control.reset();
			expect(await state()).toMatchObject({ n8nUrl: 'http://127.0.0.1:5678' });
		}));
});

describe('the control routes', () => {
	it.each<[string, (own: string) => Record<string, string>, number]>([
		['curl, which names no origin', () => ({}), 200],
		['the page', (own) => ({ origin: own, 'sec-fetch-site': 'same-origin' }), 200],
		['another site', () => ({ origin: 'https://example.com' }), 403],
		['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' }), 403],
		['a page without origin', () => ({ origin: 'null' }), 403],
		['an image of another site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
		['a foreign name that points here', () => ({ host: 'example.com' }), 403],
		['a name that only looks like here', () => ({ host: 'localhost.example.com' }), 403],
		['this machine by its name', () => ({ host: 'localhost:80' }), 200],
	])('answer %s', (_title, headersOf, expected) =>
		withSandbox({}, async (sandbox) => {
			const id = buy(sandbox.core);
			const headers = headersOf(new URL(sandbox.controlUrl).origin);
			const path = `/__sandbox/orders/${id}/deliver`;
			expect(await statusWith(sandbox, path, headers)).toBe(expected);
			const isDone = expected === 200;
			expect(sandbox.control.order(id).phase).toBe(isDone ? 'received' : 'pending');
		}),
	);

	it('disarm one kind of fault, and refuse a kind they do not know', () =>
		withSandbox({}, async (sandbox) => {
			const rules = [{ kind: 'hang' }, { kind: 'html502' }, { kind: 'hang', endpoint: 'create' }];
			await send(sandbox, 'POST /__sandbox/faults', rules);
			const left = [{ kind: 'html502' }];
			const answer = await send(sandbox, 'DELETE /__sandbox/faults/hang');
			expect(answer.body).toEqual({ faults: left });
			expect((await send(sandbox, 'DELETE /__sandbox/faults/fire')).status).toBe(400);
			const state = await send(sandbox, 'GET /__sandbox/state');
			expect(property(state.body, 'faults')).toEqual(left);
		}));
});
