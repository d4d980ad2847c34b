import { expect, it } from '@jest/globals';

import type { Sandbox } from '../server.mts';
import { buy } from './frozenCore.mts';
import { withSandbox } from './overHttp.mts';

async function post(sandbox: Sandbox, path: string, body: object | URLSearchParams) {
	const isForm = body instanceof URLSearchParams;
	const response = await fetch(sandbox.formUrl + path, {
		method: 'POST',
		...(!isForm && { headers: { 'content-type': 'application/json' } }),
		body: isForm ? body : JSON.stringify(body),
	});
	return { status: response.status, body: await response.json() };
}

it('the form sends a code to a rented number, and takes this code only, once', () =>
	withSandbox({}, async (sandbox) => {
		const { control } = sandbox;
		const orderId = buy(sandbox.core);
		const { phone, code: planned } = control.order(orderId);
		control.advance(1_000);
		expect(await post(sandbox, '', { phone })).toMatchObject({ status: 200 });

		const { code, smsAtMs } = control.order(orderId);
		expect(smsAtMs).toBe(control.now() + 2_000);
		expect(code).not.toBe(planned);
		control.advance(2_000);
		expect(control.order(orderId)).toMatchObject({ phase: 'received', code });

		const confirm = (tried: string | null) => post(sandbox, '/confirm', { phone, code: tried });
		expect(await confirm(planned)).toMatchObject({ status: 422 });
		expect(await confirm(code)).toEqual({ status: 200, body: { confirmed: true, phone } });
		expect(await confirm(code)).toMatchObject({ status: 404 });
		expect(await post(sandbox, '', { phone })).toMatchObject({ status: 409 });
	}));

it('a code that is sent again makes the one before it void', () =>
	withSandbox({}, async (sandbox) => {
		const orderId = buy(sandbox.core);
		const { phone } = sandbox.control.order(orderId);
		await post(sandbox, '', { phone });
		const { code: first } = sandbox.control.order(orderId);
		await post(sandbox, '', { phone });
		expect(await post(sandbox, '/confirm', { phone, code: first })).toMatchObject({ status: 422 });
	}));

it('a number that nobody has rented gets no code, and the form does not say so', () =>
	withSandbox({}, async (sandbox) => {
		const phone = '+4915112345678';
		expect(await post(sandbox, '', { phone })).toMatchObject({ status: 200 });
		expect(await post(sandbox, '/confirm', { phone, code: '0' })).toMatchObject({ status: 422 });
	}));

it.each([{}, { phone: '12345678' }, { phone: '' }])('the form refuses %j', (body) =>
	withSandbox({}, async (sandbox) => {
		expect(await post(sandbox, '', body)).toMatchObject({ status: 400 });
	}),
);

it('people can use the form in a browser', () =>
	withSandbox({}, async (sandbox) => {
		const answer = await fetch(sandbox.formUrl);
		expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
		const targets = (await answer.text()).matchAll(/action="form([^"]*)"/g);
		expect([...targets].map(([, path]) => path)).toEqual(['', '/confirm']);
		const { phone } = sandbox.control.order(buy(sandbox.core));
		expect(await post(sandbox, '', new URLSearchParams({ phone }))).toMatchObject({ status: 200 });
	}));
