import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** Asking a host that cannot exist shows why the test stops, and keeps the key from travelling without https. */
const safeBaseUrl = [
	'={{',
	'/^https:\\/\\/|^http:\\/\\/(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:\\d+)?(\\/|$)/.test($credentials.baseUrl.trim())',
	'? $credentials.baseUrl.trim().replace(/\\/+$/, "")',
	': "https://the-base-url-must-use-https.invalid"',
	'}}',
].join(' ');

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
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 300,
			description:
				'How many requests each n8n process may send with this key. GoSMS allows a key 300 a minute; split them here when other programs use the same key.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.apiKey}}' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: safeBaseUrl, url: '/user/balance' },
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
