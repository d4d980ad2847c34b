import { expect, it } from '@jest/globals';
import type { Order } from '../../nodes/GoSms/domain/order.ts';
import type { Row } from '../../nodes/GoSms/domain/row.ts';
import { parseFilters } from '../../nodes/GoSms/trigger/settings.ts';

const orderFor = (projectCode: string, region: string) => ({ projectCode, region }) as Order;

it.each<{ name: string; filters: Row; expected: string[] }>`
	name                                     | filters                                                               | expected
	${'nothing'}                             | ${{}}                                                                 | ${['whatsapp ID', 'myshop ID', 'myshop GB', 'vk Indonesia']}
	${'an app of the list'}                  | ${{ projectCode: ['whatsapp'] }}                                      | ${['whatsapp ID']}
	${'another code'}                        | ${{ otherApps: ' MyShop ,' }}                                         | ${['myshop ID', 'myshop GB']}
	${'an app of the list and another code'} | ${{ projectCode: ['whatsapp'], otherApps: 'myshop', region: ['ID'] }} | ${['whatsapp ID', 'myshop ID']}
	${'a region'}                            | ${{ region: ['ID'] }}                                                 | ${['whatsapp ID', 'myshop ID', 'vk Indonesia']}
	${'an expression’s text with commas'}    | ${{ projectCode: 'whatsapp, myshop', region: 'gb' }}                  | ${['myshop GB']}
`('with $name, only what is wanted passes', ({ filters, expected }) => {
	const read = parseFilters(filters);
	const all = ['whatsapp ID', 'myshop ID', 'myshop GB', 'vk Indonesia'];
	const passes = (one: string) => {
		const [app = '', region = ''] = one.split(' ');
		return read.ok && read.value(orderFor(app, region));
	};
	expect(all.filter(passes)).toEqual(expected);
});
