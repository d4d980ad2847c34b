import { Type, type Static, type TProperties, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** An object with these properties only. */
export const closed = <Properties extends TProperties>(properties: Properties) =>
	Type.Object(properties, { additionalProperties: false });

export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const oneOf = <Choices extends string[]>(...choices: [...Choices]) =>
	Type.Union(choices.map((choice) => Type.Literal<Choices[number]>(choice)));

/**
 * What was sent, where it is as the schema has it. Fastify's own way compiles every schema at each start, which took longer
 * than most tests that start a sandbox.
 */
export function checked<Schema extends TSchema>(schema: Schema, sent: unknown): Static<Schema> {
	if (Value.Check(schema, sent)) return sent;
	const wrong = Value.Errors(schema, sent).First();
	throw Object.assign(new Error(`Wrong at ${wrong?.path}: ${wrong?.message}`), { statusCode: 400 });
}
