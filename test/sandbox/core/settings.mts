import { Type, type Static } from '@sinclair/typebox';

import { closed, oneOf, orNull } from './schemas.mts';

const durationMs = () => Type.Number({ minimum: 0 });

const smsScenarioSchema = closed({
	/** Virtual ms from the purchase; a pair is a seeded random moment between; null = never. Default 5000. */
	delayMs: Type.Optional(
		Type.Union([durationMs(), Type.Tuple([durationMs(), durationMs()]), Type.Null()]),
	),
	/** One second before the order expires; wins over delayMs. */
	lastSecond: Type.Optional(Type.Boolean()),
	/** Another client of the account cancels the order after so long, if it is still pending. */
	cancelAfterMs: Type.Optional(durationMs()),
	/** received -> completed after so long; null = never; absent = the setting of the same name. */
	completeAfterMs: Type.Optional(orNull(durationMs())),
	/** null = the vendor could not extract a code from the text. Default: six seeded digits. */
	code: Type.Optional(orNull(Type.String())),
	content: Type.Optional(orNull(Type.String())),
});
export type SmsScenario = Static<typeof smsScenarioSchema>;

/** What a refused cancel answers is undocumented, so it can be set; code null = no `code` in the body. */
const refusalSchema = closed({
	status: Type.Integer({ minimum: 400, maximum: 599 }),
	error: Type.String(),
	code: orNull(Type.String()),
});
export type Refusal = Static<typeof refusalSchema>;

/** Every switch; all of them may be changed while the sandbox runs. Records and objects are merged key by key. */
export const settingsSchema = closed({
	/** Added to every time that the API shows (timestamps, Date header): the server's clock is wrong by this. */
	skewMs: Type.Number(),
	orderLifeMs: Type.Number({ exclusiveMinimum: 0 }),
	/** null = no limit. Sliding windows, per key. */
	limits: closed({ perSecond: orNull(Type.Integer()), perMinute: orNull(Type.Integer()) }),
	/** Of both lists. */
	listOrder: oneOf('newestFirst', 'oldestFirst'),
	/** The status that an order shows once it is overdue; it is refunded in any case. */
	overdueStatus: oneOf('expired', 'pending', 'cancelled'),
	/** GET of an overdue order: the order, or 400 ORDER_EXPIRED. */
	overdueGet: oneOf('answer', 'refuse'),
	/** received -> completed after so long; null = never. */
	completeAfterMs: orNull(durationMs()),
	/** When the held money is spent. */
	releaseAt: oneOf('received', 'completed'),
	/** A cancel this soon after the purchase is refused; 0 = never. */
	earlyCancelMs: durationMs(),
	/** Answers to a cancel of an order that is no longer pending, has expired, is too young. */
	cancelRefusal: refusalSchema,
	expiredRefusal: refusalSchema,
	earlyRefusal: refusalSchema,
	/** App codes are kept in lower case, however they are sent. */
	lowersCodes: Type.Boolean(),
	/** POST /order answers 500 PRICE_CALCULATION_ERROR. */
	priceFailure: Type.Boolean(),
	/** POST /order answers 503 NO_AVAILABLE_NUMBER, whatever is in stock. */
	noStock: Type.Boolean(),
	/** POST /order answers 402 INSUFFICIENT_BALANCE, whatever the balance is. */
	noMoney: Type.Boolean(),
	/** Numbers left, by region; absent = plenty. */
	stock: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
	/** By region; absent = the invented catalogue. */
	prices: Type.Record(Type.String(), Type.Number({ exclusiveMinimum: 0 })),
	/** By app, region or `default` (the first found). */
	sms: Type.Record(Type.String(), smsScenarioSchema),
});
export type Settings = Static<typeof settingsSchema>;

export const settingsPatchSchema = Type.Partial(
	closed({ ...settingsSchema.properties, limits: Type.Partial(settingsSchema.properties.limits) }),
	{ additionalProperties: false },
);
export type SettingsPatch = Static<typeof settingsPatchSchema>;

/** The documented behaviour; where the document is silent, the likeliest one. */
export const defaultSettings: Settings = {
	skewMs: 0,
	orderLifeMs: 600_000,
	limits: { perSecond: 10, perMinute: 300 },
	listOrder: 'newestFirst',
	overdueStatus: 'expired',
	overdueGet: 'answer',
	completeAfterMs: 60_000,
	releaseAt: 'completed',
	earlyCancelMs: 0,
	cancelRefusal: { status: 400, error: '只能取消等待接收短信的订单', code: 'INVALID_PARAMS' },
	expiredRefusal: { status: 400, error: '订单已过期', code: 'ORDER_EXPIRED' },
	earlyRefusal: { status: 400, error: '订单创建后暂时无法取消', code: 'INVALID_PARAMS' },
	lowersCodes: false,
	priceFailure: false,
	noStock: false,
	noMoney: false,
	stock: {},
	prices: {},
	sms: { default: { delayMs: 5_000 } },
};

export function patchSettings(settings: Settings, patch: SettingsPatch): Settings {
	return {
		...settings,
		...patch,
		limits: { ...settings.limits, ...patch.limits },
		stock: { ...settings.stock, ...patch.stock },
		prices: { ...settings.prices, ...patch.prices },
		sms: { ...settings.sms, ...patch.sms },
	};
}
