import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FastifyInstance } from 'fastify';

/**
 * Checks what routes are sent, by their schemas. Fastify's own way compiles every schema at each start, which took longer
 * than most tests that start a sandbox.
 */
export function checkBodies(app: FastifyInstance): void {
	app.setValidatorCompiler<TSchema>(({ schema, httpPart = 'body' }) => (input: unknown) => {
		const wrong = Value.Errors(schema, input).First();
		return wrong ? { error: new Error(saying(httpPart, wrong)) } : { value: input };
	});
}

function saying(part: string, { path, message }: { path: string; message: string }): string {
	return `${part}${path}: ${message}`;
}
