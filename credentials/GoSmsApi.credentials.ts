import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { invalid, type Invalid } from '../nodes/GoSms/domain/parsed';
import { parseApiKey, parseBaseUrl, sentKeys } from '../nodes/GoSms/transport/connection';
import { reasonOfPage } from '../nodes/GoSms/transport/reading/refusal';
import { explain } from '../nodes/GoSms/transport/words/explanations';

/** What the credential's test has words for. */
const statuses = [401, 403, 404, 429, 500, 502, 503, 504];

export class GoSmsApi implements ICredentialType {
	name = 'goSmsApi';
	displayName = 'GoSMS API';

	icon = {
		light: 'file:../nodes/GoSms/gosms.svg',
		dark: 'file:../nodes/GoSms/gosms.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-gosms/n8n-nodes-gosms#the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'ch_…',
			description: 'The key from channel management in the GoSMS admin panel; it begins with ch_',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://appsms.net/api/v1',
			description: 'The address of the API. It must use https, unless it is on localhost.',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 300,
			description:
				'How many requests a minute each n8n process may send. GoSMS allows 300 per key: lower this if others use the key.',
		},
	];

	/** A function, since it can refuse: no other host may get the key, and none in plain text, not even for the test. */
	authenticate = (
		{ apiKey, baseUrl }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const url = parseBaseUrl(baseUrl);
		const key = parseApiKey(apiKey);
		if (!url.ok) return refuse(url);
		if (!key.ok) return refuse(key);
		if (!isBelow(url.value, request)) {
			const happened = 'This request does not go to the base URL of the GoSMS credential';
			const remedy = 'Check its URL. If you have just changed the base URL, run it again.';
			return refuse(invalid(happened, remedy));
		}
		sentKeys.add(key.value);
		const headers = { ...request.headers, Authorization: `Bearer ${key.value}` };
		return Promise.resolve({ ...request, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/user/balance',
		},
		rules: statuses.map((status) => ({
			type: 'responseCode',
			properties: { value: status, message: wordsFor(status) },
		})),
	};
}

function refuse({ failure: { happened, remedy } }: Invalid): Promise<never> {
	return Promise.reject(new Error(`${happened}. ${remedy}`));
}

function wordsFor(status: number): string {
	const reason = reasonOfPage(status, '');
	const { happened, remedy } = explain({ kind: 'page', status, reason, excerpt: '' });
	return `${happened}. ${remedy}`;
}

/** Joined as axios does it. n8n's HTTP Request node calls the URL `uri`. */
function isBelow(
	base: string,
	{ baseURL = '', url, uri }: Partial<IHttpRequestOptions> & { uri?: string },
): boolean {
	const path = url || uri || '';
	const target = URL.canParse(path)
		? path
		: `${baseURL.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
	return !URL.canParse(target) || new URL(target).href.startsWith(`${base}/`);
}
