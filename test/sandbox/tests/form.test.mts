import { expect, it } from '@jest/globals';

import type { Sandbox } from '../server.mts';
import { buy, frozenSandbox } from './frozenCore.mts';

async function post(sandbox: Sandbox, path: string, body: object | URLSearchParams) {
	const isForm = body instanceof URLSearchParams;
	const response = await fetch(sandbox.formUrl + path, {
		method: 'POST',
		...(!isForm && { headers: { 'content-type': 'application/json' } }),
		body: isForm ? body : JSON.stringify(body),
	});
	return { status: response.status, body: await response.json() };
}

it('the form sends a code to a rented number, and takes the last code only, once', async () => {
	const sandbox = await frozenSandbox();
	const { control } = sandbox;
	const orderId = buy(sandbox.core);
	const { phone } = control.order(orderId);
	await post(sandbox, '', { phone });
	const { code: before } = control.order(orderId);
	control.advance(1_000);
	// As a browser sends it.
	expect(await post(sandbox, '', new URLSearchParams({ phone }))).toMatchObject({ status: 200 });

	const { code, smsAtMs } = control.order(orderId);
	expect(smsAtMs).toBe(control.now() + 2_000);
	control.advance(2_000);
	expect(control.order(orderId)).toMatchObject({ phase: 'received', code });

	const confirm = (tried: string | null) => post(sandbox, '/confirm', { phone, code: tried });
	expect(await confirm(before)).toMatchObject({ status: 422 });
	expect(await confirm(code)).toEqual({ status: 200, body: { confirmed: true, phone } });
	expect(await confirm(code)).toMatchObject({ status: 404 });
	expect(await post(sandbox, '', { phone })).toMatchObject({ status: 409 });
});

it.each([
	[{}, 400],
	[{ phone: '12345678' }, 400],
	// It does not say that nobody has rented it.
	[{ phone: '+4915112345678' }, 200],
])('the form answers %j with %d', async (body, status) => {
	expect(await post(await frozenSandbox(), '', body)).toMatchObject({ status });
});
