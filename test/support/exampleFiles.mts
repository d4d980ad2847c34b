// For node/workflows.test.mts only, which is about to go.
export { readWorkflow } from '../n8n/examples.mts';
