import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type * as api from '../../../nodes/GoSms/transport/api.ts';
import type { Result } from '../../../nodes/GoSms/transport/failure.ts';
import type { openSession, Session } from '../../../nodes/GoSms/transport/session.ts';

/** What is measured of the package: as it is shipped. */
export type Transport = Pick<typeof api, 'getBalance' | 'getOrder' | 'listOrders'> & {
	openSession: typeof openSession;
};

export type Target = { baseUrl: string; orderId: string };

/** The same request by n8n's helper alone and by this package; both fail loudly when the answer is not the expected one. */
export type Contenders = { bare: () => Promise<void>; ours: () => Promise<void> };

export const kinds = ['balance', 'order', 'page'] as const;
export type Kind = (typeof kinds)[number];

/** Rows of the page: the most that the API gives. */
export const rows = 100;

export async function contendersOf(
	context: IExecuteFunctions,
	transport: Transport,
	{ baseUrl, orderId }: Target,
): Promise<Record<Kind, Contenders>> {
	const opened = await transport.openSession(context);
	if (!opened.ok) throw new Error('the session could not be opened');
	const session = opened.value;
	const pair = (
		request: Pick<IHttpRequestOptions, 'url' | 'qs'>,
		ours: (session: Session) => Promise<Result<unknown>>,
	): Contenders => ({
		async bare() {
			const options = optionsOf(request);
			const { helpers } = context;
			const sent = helpers.httpRequestWithAuthentication.call(context, 'goSmsApi', options);
			const answer = await sent;
			if (answer.statusCode !== 200) throw new Error(`n8n's helper got ${answer.statusCode}`);
		},
		async ours() {
			const answer = await ours(session);
			if (!answer.ok) throw new Error('this package got no answer');
		},
	});
	const page = { page: 1, page_size: rows, status: 'pending' };
	return {
		balance: pair({ url: `${baseUrl}/user/balance` }, transport.getBalance),
		order: pair({ url: `${baseUrl}/order/${orderId}` }, (of) => transport.getOrder(of, orderId)),
		page: pair({ url: `${baseUrl}/user/orders`, qs: page }, (of) =>
			transport.listOrders(of, { page: 1, page_size: rows }, 'pending').then(demandFullPage),
		),
	};
}

/** As in transport/request.ts, but that n8n parses the answer here; made anew for each request there too. */
function optionsOf(request: Pick<IHttpRequestOptions, 'url' | 'qs'>): IHttpRequestOptions {
	return {
		method: 'GET',
		...request,
		json: true,
		timeout: 30_000,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
}

function demandFullPage(answer: Awaited<ReturnType<Transport['listOrders']>>): typeof answer {
	const found = answer.ok ? answer.value.items.length : 0;
	if (found !== rows) throw new Error(`the page has ${found} rows`);
	return answer;
}
