import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/**
 * What was sent, where it is as the schema has it; otherwise a route answers 400. Fastify's own way compiles every
 * schema at each start, which took longer than most tests that start a sandbox.
 */
export function checked<Schema extends TSchema>(
	schema: Schema,
	sent: unknown,
	what = '',
): Static<Schema> {
	if (Value.Check(schema, sent)) return sent;
	const wrong = Value.Errors(schema, sent).First();
	throw Object.assign(new Error(`${what}${wrong?.path}: ${wrong?.message}`), { statusCode: 400 });
}
