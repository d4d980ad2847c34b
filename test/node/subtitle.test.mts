import { expect, it } from '@jest/globals';
import type { INodeParameters, INodeType } from 'n8n-workflow';
import { GoSms } from '../../nodes/GoSms/GoSms.node.ts';
import { GoSmsTrigger } from '../../nodes/GoSms/GoSmsTrigger.node.ts';
import { workflowOf } from '../support/engine.mts';
import { code, nodeOf } from '../support/parameters.mts';

/** What the canvas shows below the name of a node, worked out as the editor does. */
function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const { name, subtitle = '' } = type.description;
	const node = nodeOf('GoSMS', `n8n-nodes-gosms.${name}`, { parameters });
	const workflow = workflowOf({ workflow: { nodes: [node], connections: {} }, credentials: {} });
	const inWorkflow = workflow.getNode('GoSMS') ?? node;
	return workflow.expression.getSimpleParameterValue(inWorkflow, subtitle, 'internal', {});
}

const list = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: 'A name' });

it.each<{ what: string; parameters: INodeParameters; expected: string }>`
	what                               | parameters                                                                  | expected
	${'a new node'}                    | ${{}}                                                                       | ${'create: order'}
	${'app and region'}                | ${{ projectCode: list('whatsapp'), region: list('ID') }}                    | ${'create: whatsapp · ID'}
	${'only one of them'}              | ${{ projectCode: code('whatsapp') }}                                        | ${'create: whatsapp'}
	${'an expression for one of them'} | ${{ projectCode: code('={{ $json.app }}'), region: code('GB') }}            | ${'create: GB'}
	${'expressions for both'}          | ${{ projectCode: code('={{ $json.app }}'), region: '={{ $json.region }}' }} | ${'create: order'}
	${'another operation'}             | ${{ operation: 'waitForSms' }}                                              | ${'wait for SMS: order'}
	${'an operation on several'}       | ${{ operation: 'getAll' }}                                                  | ${'get many: orders'}
	${'what buys and waits'}           | ${{ operation: 'createAndWait', projectCode: list('whatsapp') }}            | ${'create and wait: whatsapp'}
	${'the lists of another resource'} | ${{ resource: 'transaction', operation: 'getAll' }}                         | ${'get many: transactions'}
	${'another resource'}              | ${{ resource: 'balance', operation: 'get' }}                                | ${'get: balance'}
`('GoSMS tells $what on the canvas', ({ parameters, expected }) => {
	expect(subtitleOf(new GoSms(), parameters)).toBe(expected);
});

it.each<{ what: string; parameters: INodeParameters; expected: string }>`
	what                                | parameters                                                                                                | expected
	${'a new node'}                     | ${{}}                                                                                                     | ${'received, expired'}
	${'its filters'}                    | ${{ filters: { projectCode: ['whatsapp'], region: ['ID', 'GB'] } }}                                       | ${'received, expired · whatsapp · ID, GB'}
	${'codes that no list has'}         | ${{ filters: { projectCode: ['whatsapp'], otherApps: 'myshop' } }}                                        | ${'received, expired · whatsapp · myshop'}
	${'one filter'}                     | ${{ events: ['created'], filters: { region: ['ID'] } }}                                                   | ${'created · ID'}
	${'nothing of an expression'}       | ${{ events: '={{ $json.events }}', filters: { region: '={{ ["ID"] }}', otherApps: '={{ $json.app }}' } }} | ${''}
	${'nothing when nothing is chosen'} | ${{ events: [] }}                                                                                         | ${''}
`('GoSMS Trigger tells $what on the canvas', ({ parameters, expected }) => {
	expect(subtitleOf(new GoSmsTrigger(), parameters)).toBe(expected);
});
