import { isRecord, textOf } from '../guards';
import { fieldsOf, numberOf, valueIn } from './fields';

/** What a refusal means, whatever its status and spelling. */
export type Reason =
	| 'key'
	| 'access'
	| 'blocked'
	| 'balance'
	| 'stock'
	| 'price'
	| 'parameters'
	| 'notFound'
	| 'expired'
	| 'tooMany'
	| 'trouble'
	| 'other';

/** The document's business codes and sentences, and how others say the same. */
const words: ReadonlyArray<[Reason, RegExp]> = [
	[
		'stock',
		/\bno (free |phone |available )*(number|phone)s?\b|numbers? (is |are )?(not available|unavailable)|(out of|no|insufficient) stock|sold out|(没有|暂无|无)(可用)?号码|号码不足|号码池.{0,3}(空|尽|不足)|缺货|库存(不足|为)/,
	],
	[
		'balance',
		/(insufficient|not enough) (\w+ ){0,3}(balance|money|funds?|credits?|amount)\b|balance (is )?(insufficient|too low)|余额不足/,
	],
	['price', /price calculation|价格计算失败/],
	['notFound', /order not found|no such order|订单不存在/],
	['expired', /order (has )?expired|订单已过期/],
	['tooMany', /too many requests|rate limit|请求过于频繁|限流/],
	['key', /unauthori[sz]ed|invalid (api ?)?(key|token)|未授权/],
	['access', /account (is )?disabled|forbidden|禁止访问|账号被禁用/],
	['parameters', /invalid param|参数错误/],
];

const statuses: Readonly<Record<number, Reason>> = {
	400: 'parameters',
	401: 'key',
	402: 'balance',
	403: 'access',
	404: 'notFound',
	429: 'tooMany',
};

const challenge = /challenge|captcha|just a moment|attention required|checking your browser/i;

/** The API's own code and sentence, wherever they stand. */
export type Words = { code: string; text: string };

/** By the words first: the same refusal comes under several statuses. */
export function reasonOf(status: number, { code, text }: Words): Reason {
	if (status === 429) return 'tooMany';
	const said = `${code} ${text}`.replace(/[_-]/g, ' ').toLowerCase();
	const spoken = words.find(([, pattern]) => pattern.test(said))?.[0];
	if (spoken) return spoken;
	// Some envelopes have a status of their own, with or without digits behind it: 402, 40201.
	const inner = status < 400 && /^[45]\d\d(\d\d)?$/.test(code) ? Number(code.slice(0, 3)) : status;
	return statuses[inner] ?? (inner >= 500 ? 'trouble' : 'other');
}

/** Of an answer that is a web page or plain text: the API itself never forbids in HTML. */
export function reasonOfPage(status: number, text: string): Reason {
	// Some proxies forbid in a line of text.
	const isHtml = /<\w|^error code: \d/.test(text);
	if (isHtml && (status === 403 || challenge.test(text))) return 'blocked';
	return reasonOf(status, { code: '', text: isHtml ? '' : text });
}

export function wordsIn(body: unknown): Words {
	if (Array.isArray(body)) return wordsIn(body[0]);
	if (!isRecord(body)) return { code: '', text: textOf(body) };
	const fields = fieldsOf(body);
	const inner = texts.map((name) => wordsIn(fields.get(name)));
	const text = inner.find((one) => one.text !== '')?.text ?? wordsIn(fields.get('data')).text;
	const own = valueIn(fields, 'code', 'errorcode', 'errcode', 'errno', 'statuscode', 'type');
	const code = textOf(own) || (inner.find((one) => one.code !== '')?.code ?? '');
	return { code, text };
}

const texts = [
	'error',
	'errors',
	'message',
	'msg',
	'detail',
	'errormessage',
	'errormsg',
	'errmsg',
	'description',
	'reason',
	'title',
];

/** Some count their codes of success too: 20000. */
const saysSuccess = /^(ok|success\w*)\b|(?<![不未])成功$/i;

/** Whether a 2xx answer still says no, on top or one envelope deeper. */
export function soundsRefused(body: unknown): boolean {
	if (!isRecord(body)) return false;
	const fields = fieldsOf(body);
	const flags = ['success', 'ok', 'succeeded'].map((name) => fields.get(name));
	if (flags.some((flag) => flag === false || flag === 'false' || flag === 0)) return true;
	if (/^(error|fail|refused|rejected|denied)/i.test(textOf(fields.get('status')))) return true;
	const error = valueIn(fields, 'error', 'errors');
	if (isRecord(error) || textOf(error) !== '' || error === true) return true;
	const spoken = wordsIn(body);
	const number = numberOf(spoken.code);
	if (number !== undefined && number >= 300 && !saysSuccess.test(spoken.text)) return true;
	return reasonOf(200, spoken) !== 'other';
}

/** How a cancel may be refused under a status of success. */
const refusedCancel =
	/失败|不能|无法|不可|不允许|未找到|不存在|已收到|已接收|已过期|已完成|拒绝|稍后|\b(cannot|can'?t|could not|unable|not|fail\w*|denied|refus\w*|reject\w*|already|too (early|soon)|wait|error|invalid)\b/i;

export function soundsRefusedCancel(body: unknown): boolean {
	return soundsRefused(body) || refusedCancel.test(wordsIn(body).text);
}
