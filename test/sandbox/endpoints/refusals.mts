import type { Refusal } from '../core/settings.mts';
import type { Reply } from './endpoint.mts';

/**
 * The documented errors. The document has no business code for 403, 429, a plain 500 and unknown paths: those four
 * (marked) are invented.
 */
const refusals = {
	UNAUTHORIZED: { status: 401, error: '未授权' },
	INVALID_PARAMS: { status: 400, error: '参数错误' },
	INSUFFICIENT_BALANCE: { status: 402, error: '余额不足' },
	NO_AVAILABLE_NUMBER: { status: 503, error: '无可用号码' },
	ORDER_NOT_FOUND: { status: 404, error: '订单不存在' },
	PRICE_CALCULATION_ERROR: { status: 500, error: '价格计算失败' },
	/* invented */ ACCOUNT_DISABLED: { status: 403, error: '禁止访问,账号被禁用' },
	/* invented */ RATE_LIMITED: { status: 429, error: '请求过于频繁' },
	/* invented */ INTERNAL_ERROR: { status: 500, error: '服务器内部错误' },
	/* invented */ NOT_FOUND: { status: 404, error: '资源不存在' },
} as const;

export function refuse(code: keyof typeof refusals): Reply {
	const { status, error } = refusals[code];
	return { status, body: { error, code } };
}

/** A refusal that the settings describe. */
export function refuseAs({ status, error, code }: Refusal): Reply {
	return { status, body: code === null ? { error } : { error, code } };
}
