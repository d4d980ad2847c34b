import { Type, type TProperties, type TSchema } from '@sinclair/typebox';

/** An object with these properties only. */
export const closed = <Properties extends TProperties>(properties: Properties) =>
	Type.Object(properties, { additionalProperties: false });

export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const oneOf = <Choices extends string[]>(...choices: [...Choices]) =>
	Type.Union(choices.map((choice) => Type.Literal<Choices[number]>(choice)));
