module.exports = globalThis.fromOutside?.('n8n-core') ?? require('../../../node_modules/n8n-core');
