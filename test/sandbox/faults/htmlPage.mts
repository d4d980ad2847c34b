import type { Outcome } from '../core/exchange.mts';
import { answer, faultSchema, html, work, type FaultContext } from './fault.mts';

/** Pages of a proxy before the API, or of its web server; by default nothing was done behind them. */
export const error500HtmlSchema = faultSchema('error500Html', { work });
export const html502Schema = faultSchema('html502', { work });
export const html503Schema = faultSchema('html503', { work });
export const html504Schema = faultSchema('html504', { work });

export const pages = {
	error500Html: { status: 500, title: 'Internal Server Error' },
	html502: { status: 502, title: 'Bad Gateway' },
	html503: { status: 503, title: 'Service Temporarily Unavailable' },
	html504: { status: 504, title: 'Gateway Time-out' },
} as const;

export function htmlPage(
	fault: { kind: keyof typeof pages; work?: boolean },
	context: FaultContext,
): Outcome {
	if (fault.work) context.work();
	const { status, title } = pages[fault.kind];
	const heading = `${status} ${title}`;
	return answer(
		status,
		html,
		`<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
	);
}
