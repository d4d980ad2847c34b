import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';

import type { SandboxControl } from '../control/control.mts';
import type { TypeBoxTypeProvider } from '../http/typeProvider.mts';
import { page } from './page.mts';
import { createSignUps } from './signUps.mts';

/** Virtual ms from the form to the phone. */
const smsDelayMs = 2_000;

const phone = Type.String({ pattern: '^\\+\\d{6,15}$' });
const code = Type.String({ minLength: 1 });

/** A site of one's own with a sign-up form, to be tested with rented numbers: each SMS that it sends reaches the order. */
export function registerForm(instance: FastifyInstance, control: SandboxControl): void {
	const app = instance.withTypeProvider<TypeBoxTypeProvider>();
	const signUps = createSignUps((to) => sendSms(control, to));

	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
	);
	app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
		reply.code(error.statusCode ?? 500).send({ error: error.message }),
	);

	app.get('/', (_request, reply) => reply.type('text/html').send(page));

	app.post('/', { schema: { body: Type.Object({ phone }) } }, ({ body }, reply) =>
		signUps.begin(body.phone) === 'sent'
			? reply.send({ message: `A code is on its way to ${body.phone}` })
			: reply.code(409).send({ error: 'This number has an account already' }),
	);

	app.post('/confirm', { schema: { body: Type.Object({ phone, code }) } }, ({ body }, reply) => {
		switch (signUps.confirm(body.phone, body.code)) {
			case 'confirmed':
				return reply.send({ confirmed: true, phone: body.phone });
			case 'wrongCode':
				return reply.code(422).send({ error: 'This is not the code that was sent' });
			case 'unknown':
				return reply.code(404).send({ error: 'Nobody waits for a code with this number' });
		}
	});
}

/** The SMS comes to the pending order with this number instead of the one that was planned for it. */
function sendSms(control: SandboxControl, to: string): string | undefined {
	const order = control.orders().find((one) => one.phone === to && one.phase === 'pending');
	if (!order) return undefined;
	return control.planSms(order.orderId, { delayMs: smsDelayMs }).code ?? undefined;
}
