import { request } from 'node:http';

import { expect, it } from '@jest/globals';

import { control } from '../control/remoteControl.mts';
import type { SettingsPatch } from '../core/settings.mts';
import type { FaultRule } from '../faults/applyFault.mts';
import { buy, frozenSandbox } from './frozenCore.mts';

it('a control call is carried out, with its arguments, or says why not', async () => {
	const { core, controlUrl } = await frozenSandbox({ limits: { perSecond: 10 } });
	const id = buy(core);
	const received = { phase: 'received', content: 'Your WhatsApp code is 007' };
	expect(await control(controlUrl, 'deliver', id, { code: '007' })).toMatchObject(received);
	expect(core.control.order(id)).toMatchObject(received);
	await expect(control(controlUrl, 'deliver', id)).rejects.toThrow('Order 12345 is received');
	expect(await control(controlUrl, 'requestAsOther', 10)).toBe(1);
	const none = 'toString' as 'now';
	await expect(control(controlUrl, none)).rejects.toThrow('There is no call toString');
});

it.each([
	['setSettings', { listOrdr: 1 }],
	['setSettings', { listOrder: 'none' }],
	['setSettings', { limits: { perHour: 1 } }],
	['addFault', { kind: 'fire' }],
	['addFault', { kind: 'html502', endpoint: 'x' }],
	['addFault', { kind: 'hang', ms: 1 }],
] as const)('the control call %s %j is refused', async (call, wrong) => {
	const sandbox = await frozenSandbox();
	const before = sandbox.control.state();
	const sent = wrong as SettingsPatch & FaultRule;
	await expect(control(sandbox.controlUrl, call, sent)).rejects.toThrow(/Wrong.*: /);
	expect(sandbox.control.state()).toEqual(before);
});

it('the state is bounded, and has the key in its place only', async () => {
	const sandbox = await frozenSandbox({ accounts: [{ key: 'ch_mine' }] });
	sandbox.control.seedHistory({ count: 50 });
	// The page shows the sandbox's own key, for a credential; nothing else does.
	const { key, ...rest } = await control(sandbox.controlUrl, 'state', 5);
	expect(key).toBe('ch_mine');
	expect(JSON.stringify(rest)).not.toContain('ch_mine');
	expect(rest.orders.map(({ orderId }) => orderId)).toEqual([12394, 12393, 12392, 12391, 12390]);
	expect(rest.ledger).toHaveLength(5);
});

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
])('the control routes answer %s', async (_title, headersOf, expected) => {
	const sandbox = await frozenSandbox();
	const id = buy(sandbox.core);
	const headers = headersOf(new URL(sandbox.controlUrl).origin);
	const url = `${sandbox.controlUrl}/deliver`;
	// fetch does not let a program set these headers.
	const status = await new Promise((resolve, reject) => {
		request(url, { method: 'POST', headers }, (answer) => resolve(answer.resume().statusCode))
			.on('error', reject)
			.end(JSON.stringify([id]));
	});
	expect(status).toBe(expected);
	expect(sandbox.control.order(id).phase).toBe(expected === 200 ? 'received' : 'pending');
});
