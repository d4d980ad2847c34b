// One of several processes that use one key: `tsx process.mts BASE_URL KEY COUNT`; prints how many codes it got.
import '../support/userFolder.cjs';

const [baseUrl = '', key = '', count = '1'] = process.argv.slice(2);
const { thisNode } = await import('./contenders.mts');
const { builtNode } = await import('./builtNode.mts');
console.log(`codes: ${await thisNode({ baseUrl, key }, builtNode(), { items: Number(count) })}`);
