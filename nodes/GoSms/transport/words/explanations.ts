import { blockedByN8n, isCertificateCode, type Failure } from '../failure';
import type { Reason } from '../reading/refusal';

/** What the user reads: what happened, and what to do about it. */
type Explanation = { happened: string; remedy: string };

/** The API's own status, code and text, for support and for those who read Chinese. */
export function apiWords(failure: Failure): string {
	switch (failure.kind) {
		case 'refused': {
			const code = failure.code && `, code ${failure.code}`;
			return `GoSMS answered with HTTP ${failure.status}${code}: “${failure.text}”`;
		}
		case 'page': {
			const text = failure.excerpt && `: “${failure.excerpt}”`;
			return `The answer had HTTP status ${failure.status} and was not in the API's format${text}`;
		}
		case 'unreadable': {
			const text = failure.excerpt && `: “${failure.excerpt}”`;
			return `GoSMS answered with HTTP ${failure.status}, but ${failure.detail}${text}`;
		}
		case 'network':
			return `Network code: ${failure.code}`;
		case 'stopped':
			return 'The execution was stopped, or reached the timeout of the workflow.';
		case 'explained':
			return failure.detail ?? '';
	}
}

export function explain(failure: Failure): Explanation {
	switch (failure.kind) {
		case 'refused': {
			const { reason, status, code, text, about } = failure;
			const isOrders = reason !== 'notFound' || /order|订单/i.test(`${code} ${text}`);
			return isOrders ? explainReason(reason, status, about) : nothingThere;
		}
		case 'page':
			return explainPage(failure.reason, failure.status);
		case 'unreadable':
			return {
				happened: `GoSMS sent an answer that this node cannot read: ${failure.detail}`,
				remedy:
					'Check the base URL of the credential, and update this node if the API has changed.',
			};
		case 'network':
			return explainNetwork(failure.code, failure.reached);
		case 'stopped':
			return {
				happened: 'The execution was stopped',
				remedy: 'Run it again when you want to continue.',
			};
		case 'explained':
			return failure;
	}
}

/** What is missing may be an order, an app, or the API itself. */
const nothingThere: Explanation = {
	happened: 'GoSMS did not find what it was asked for',
	remedy:
		'Check the order ID or app code, and the base URL in the GoSMS credential. The description has the API’s own words.',
};

function explainReason(reason: Reason, status: number, about?: string): Explanation {
	const number = about ? `a number for ${about}` : 'this number';
	const explanations: Record<Reason, [happened: string, remedy: string]> = {
		stock: [
			`GoSMS has no number available for ${about ?? 'this app and region'}`,
			'Try another region or app, or try again later. Nothing was charged.',
		],
		expired: ['The order has expired', 'Create a new order. An order without an SMS is refunded.'],
		price: [
			`GoSMS could not calculate the price of ${number}`,
			'Ask the GoSMS administrator to check the prices of this app and region.',
		],
		notFound: [
			'Your GoSMS account has no order with this ID',
			'Check the order ID, and that the credential belongs to the account that bought it.',
		],
		parameters: [
			'GoSMS does not accept these parameters',
			'Check the app code, region and order ID. The description has the API’s own words.',
		],
		key: [
			'GoSMS does not accept the API key',
			'Check the key in the GoSMS credential, or ask the GoSMS administrator for a new one.',
		],
		balance: [
			`The balance of the GoSMS account is too low for ${number}`,
			'Top up the account, or ask the GoSMS administrator to raise its credit limit.',
		],
		access: [
			'GoSMS denied access: the account is disabled, or the IP address of your n8n is not allowed',
			'Ask the GoSMS administrator to enable the account, or to allow the IP address.',
		],
		blocked: [
			`Something in front of GoSMS, such as a firewall or CDN, blocked the request (HTTP ${status})`,
			'Try again in a few minutes. If it continues, ask the GoSMS administrator to allow the IP address of your n8n.',
		],
		tooMany: [
			'GoSMS got too many requests from this key',
			'Wait a minute and run it again. Use this key in fewer workflows and programs at the same time.',
		],
		trouble: [
			`GoSMS is not working right now (HTTP ${status})`,
			'Try again in a few minutes. If it continues, contact GoSMS support.',
		],
		other: [
			`GoSMS refused the request (HTTP ${status})`,
			'The description has the API’s own words. Ask GoSMS support what they mean.',
		],
	};
	const [happened, remedy] = explanations[reason];
	return { happened, remedy };
}

/** An answer without the API's JSON comes from something in between, or from another server altogether. */
function explainPage(reason: Reason, status: number): Explanation {
	if (status >= 300 && status < 400) {
		return {
			happened:
				'The base URL redirects to another address, which this node does not follow, to keep the API key safe',
			remedy: 'Enter the final address as the base URL in the GoSMS credential.',
		};
	}
	if (reason !== 'notFound' && reason !== 'parameters' && reason !== 'other') {
		return explainReason(reason, status);
	}
	return {
		happened: 'The base URL does not seem to lead to the GoSMS API',
		remedy:
			'Check the base URL in the GoSMS credential; it is https://appsms.net/api/v1 by default.',
	};
}

function explainNetwork(code: string, reached: boolean): Explanation {
	if (isCertificateCode(code)) {
		return {
			happened: 'The certificate of the GoSMS server was not accepted',
			remedy: 'Check the base URL in the credential, the clock of the n8n host, and any proxy.',
		};
	}
	if (code === blockedByN8n) {
		return {
			happened: 'The SSRF protection of n8n blocked the request to the base URL',
			remedy:
				'Check the base URL of the credential, or let your n8n administrator allow it (N8N_SSRF_ALLOWED_IP_RANGES).',
		};
	}
	return reached
		? {
				happened: 'GoSMS did not answer in time, or the connection broke',
				remedy: 'Check the network of the n8n host, and try again.',
			}
		: {
				happened: 'n8n could not connect to GoSMS',
				remedy: 'Check the base URL of the credential, and the network and DNS of the n8n host.',
			};
}
