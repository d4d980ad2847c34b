/** The lines of n8n that the package is tried on, each with the Node.js that people run it with. */
export type N8nVersion = {
	n8n: string;
	/** Of the npm package `node`, which brings the program itself. */
	node: string;
	/** For the private package.json of its installation. */
	overrides?: Record<string, string>;
	env?: Record<string, string>;
	/** Examples whose nodes it does not have yet. */
	withoutExamples?: readonly string[];
};

/** Its own source for this one is a host that not every network reaches. */
const overrides = { xlsx: 'npm:@e965/xlsx@0.20.3' };

export const versions: readonly N8nVersion[] = [
	{ n8n: '2.41.1', node: '24', env: { N8N_DISABLED_MODULES: 'mcp-registry' } },
	{
		n8n: '1.123.81',
		node: '20',
		overrides,
		env: { N8N_EXPRESSION_ENGINE: 'legacy' },
	},
];

/** The package wants nothing that this one lacks, so that is what is tried on it: all operations, but not every suite. */
const oldest: N8nVersion = {
	n8n: '1.85.4',
	node: '20',
	overrides,
	withoutExamples: ['ask-an-agent.json'],
};

export const allVersions: readonly N8nVersion[] = [...versions, oldest];
