import { expect, it } from '@jest/globals';

import { frozenSandbox } from './frozenCore.mts';

it.each(['/', '/phone'])(
	'the phone is found at %s, and loads nothing from elsewhere',
	async (path) => {
		const { phoneUrl } = await frozenSandbox();
		const answer = await fetch(new URL(path, phoneUrl));
		expect(answer.url).toBe(phoneUrl);
		expect(await answer.text()).toContain('<h1>Phone</h1>');
		expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
	},
);
