import type { Settings, SettingsPatch } from './settings.mts';

/** The documented behaviour; where the document is silent, the likeliest one. */
export const defaultSettings: Settings = {
	skewMs: 0,
	orderLifeMs: 600_000,
	limits: { perSecond: 10, perMinute: 300 },
	retryAfter: 'none',
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
