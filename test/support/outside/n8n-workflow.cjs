module.exports =
	globalThis.fromOutside?.('n8n-workflow') ?? require('../../../node_modules/n8n-workflow');
