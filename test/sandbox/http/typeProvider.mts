import type { Static, TSchema } from '@sinclair/typebox';
import type {
	FastifyBaseLogger,
	FastifyInstance,
	FastifyTypeProvider,
	RawReplyDefaultExpression,
	RawRequestDefaultExpression,
	RawServerDefault,
} from 'fastify';

/**
 * Types a route's body by its schema. Own lines instead of @fastify/type-provider-typebox 6, which is made for
 * typebox 1: that one is ESM only, which jest's CommonJS cannot load.
 */
export interface TypeBoxTypeProvider extends FastifyTypeProvider {
	validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
	serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown;
}

export type TypedInstance = FastifyInstance<
	RawServerDefault,
	RawRequestDefaultExpression,
	RawReplyDefaultExpression,
	FastifyBaseLogger,
	TypeBoxTypeProvider
>;
