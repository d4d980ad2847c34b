import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';

import type { SandboxControl } from '../control/control.mts';
import { checked } from '../core/schemas.mts';

/** Virtual ms from the form to the phone. */
const smsDelayMs = 2_000;

const phone = Type.String({ pattern: '^\\+\\d{6,15}$' });
const signUpBody = Type.Object({ phone });
const confirmBody = Type.Object({ phone, code: Type.String({ minLength: 1 }) });

/** The form as people see it; it works without scripts. */
const page = `<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width" />
		<title>Sign up</title>
	</head>
	<body>
		<h1>Sign up</h1>
		<p>The site to be tested. It sends a code to your phone number, and wants it back.</p>
		<form method="post" action="form">
			<label>Phone <input name="phone" type="tel" placeholder="+628123456789" required /></label>
			<button>Send me a code</button>
		</form>
		<form method="post" action="form/confirm">
			<label>Phone <input name="phone" type="tel" placeholder="+628123456789" required /></label>
			<label>Code <input name="code" inputmode="numeric" required /></label>
			<button>Confirm</button>
		</form>
	</body>
</html>
`;

/** A site of one's own with a sign-up form, to be tested with rented numbers: each SMS that it sends reaches the order. */
export function registerForm(app: FastifyInstance, control: SandboxControl): void {
	const signUps = new Map<string, { code: string | undefined; isConfirmed: boolean }>();

	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
	);
	app.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
		reply.code(error.statusCode ?? 500).send({ error: error.message }),
	);

	app.get('/', (_request, reply) => reply.type('text/html').send(page));

	// Again for a number that has not confirmed yet, which makes the code before it void. Whether the number can be reached
	// is not told, as on a real site.
	app.post('/', ({ body }, reply) => {
		const { phone } = checked(signUpBody, body);
		if (signUps.get(phone)?.isConfirmed)
			return reply.code(409).send({ error: 'This number has an account already' });
		signUps.set(phone, { code: sendSms(control, phone), isConfirmed: false });
		return reply.send({ message: `A code is on its way to ${phone}` });
	});

	app.post('/confirm', ({ body }, reply) => {
		const { phone, code } = checked(confirmBody, body);
		const signUp = signUps.get(phone);
		if (!signUp || signUp.isConfirmed)
			return reply.code(404).send({ error: 'Nobody waits for a code with this number' });
		if (signUp.code !== code)
			return reply.code(422).send({ error: 'This is not the code that was sent' });
		signUp.isConfirmed = true;
		return reply.send({ confirmed: true, phone });
	});
}

/** The SMS comes to the pending order with this number instead of the one that was planned for it. */
function sendSms(control: SandboxControl, to: string): string | undefined {
	const order = control.orders().find((one) => one.phone === to && one.phase === 'pending');
	if (!order) return undefined;
	return control.planSms(order.orderId, { delayMs: smsDelayMs }).code ?? undefined;
}
