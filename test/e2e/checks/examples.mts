import assert from 'node:assert/strict';
import { exampleNames } from '../../n8n/examples.mts';
import type { N8nPlace } from '../../n8n/place.mts';
import { anotherNumberWhenNoSmsComes } from '../examples/anotherNumberWhenNoSmsComes.mts';
import { askAnAgent } from '../examples/askAnAgent.mts';
import { buyInTheBestRegion } from '../examples/buyInTheBestRegion.mts';
import { checkYourSignUpForm } from '../examples/checkYourSignUpForm.mts';
import { dailySpending } from '../examples/dailySpending.mts';
import { getACode } from '../examples/getACode.mts';
import { goOnWhenACodeArrives } from '../examples/goOnWhenACodeArrives.mts';
import { lowBalanceAlert } from '../examples/lowBalanceAlert.mts';
import { nightlyCleanUp } from '../examples/nightlyCleanUp.mts';
import { signUpCheckInOneNode } from '../examples/signUpCheckInOneNode.mts';
import { signUpCheckInThreeNodes } from '../examples/signUpCheckInThreeNodes.mts';
import { tryExample, type ExampleCheck } from '../examples/trial.mts';
import { tryCountriesInOrder } from '../examples/tryCountriesInOrder.mts';
import { typeTheNumberIntoYourForm } from '../examples/typeTheNumberIntoYourForm.mts';
import type { Check } from '../suite.mts';

const checks: ReadonlyMap<string, ExampleCheck> = new Map([
	['another-number-when-no-sms-comes.json', anotherNumberWhenNoSmsComes],
	['ask-an-agent.json', askAnAgent],
	['buy-in-the-best-region.json', buyInTheBestRegion],
	['check-your-sign-up-form.json', checkYourSignUpForm],
	['daily-spending.json', dailySpending],
	['get-a-code.json', getACode],
	['go-on-when-a-code-arrives.json', goOnWhenACodeArrives],
	['low-balance-alert.json', lowBalanceAlert],
	['nightly-clean-up.json', nightlyCleanUp],
	['sign-up-check-in-one-node.json', signUpCheckInOneNode],
	['sign-up-check-in-three-nodes.json', signUpCheckInThreeNodes],
	['try-countries-in-order.json', tryCountriesInOrder],
	['type-the-number-into-your-form.json', typeTheNumberIntoYourForm],
]);

/** Every example of the repository is imported and does what it says. */
export async function checkExamples({ client, install }: N8nPlace, check: Check): Promise<void> {
	const { withoutExamples = [] } = install.version;
	for (const fileName of exampleNames.filter((name) => !withoutExamples.includes(name))) {
		await check(`${fileName} is imported, and does what it says`, async () => {
			const example = checks.get(fileName);
			assert.ok(example, 'there is no check for it in test/e2e/checks/examples.mts');
			await tryExample(client, fileName, example);
		});
	}
}
