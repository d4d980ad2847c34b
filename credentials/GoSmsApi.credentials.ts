import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { parseApiKey, parseBaseUrl } from '../nodes/GoSms/transport/connection';

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
			description: 'Where the API is. It must use https, except on this machine (localhost).',
		},
		{
			displayName:
				'Plain http is for this machine only (localhost): anywhere else the key would travel unprotected, so it is refused',
			name: 'httpNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { baseUrl: [{ _cnd: { startsWith: 'http:' } }] } },
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 300,
			description:
				'How many requests each n8n process may send with this key. GoSMS allows a key 300 a minute; split them here when other programs use the same key.',
		},
	];

	/** A function, since it can refuse: no host may get the key in plain text, not even for the test. */
	authenticate = (
		{ apiKey, baseUrl }: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const url = parseBaseUrl(baseUrl);
		const key = parseApiKey(apiKey);
		if (!url.ok) return refuse(url);
		if (!key.ok) return refuse(key);
		const headers = { ...request.headers, Authorization: `Bearer ${key.value}` };
		return Promise.resolve({ ...request, headers });
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/user/balance',
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'GoSMS does not accept this API key. Copy it again from the admin panel.',
				},
			},
		],
	};
}

function refuse({ message, hint }: { message: string; hint: string }): Promise<never> {
	return Promise.reject(new Error(`${message}. ${hint}`));
}
