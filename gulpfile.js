// The last steps of `npm run build`: icons, and what the compiler leaves to be desired. And `npm run lint`, side by side.
const { spawn } = require('node:child_process');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { dest, parallel, series, src } = require('gulp');

const folder = join('nodes', 'GoSms');
const icons = ['gosms.svg', 'gosms.dark.svg'];
const largestBytes = 2_048;

/** n8n shows icons at 24 to 60 px on light and dark ground, and sends them with every list of nodes. */
async function checkIcons() {
	const [light, dark] = icons.map((name) => readFileSync(join(folder, name), 'utf8'));
	icons.forEach((name, index) => {
		const svg = [light, dark][index];
		const complaints = [
			!svg.includes('viewBox="0 0 60 60"') && 'is not square with the viewBox 0 0 60 60',
			Buffer.byteLength(svg) > largestBytes && `is larger than ${largestBytes} bytes`,
			/<(script|image|foreignObject|text)\b|href=/i.test(svg) && 'holds more than shapes',
		].filter(Boolean);
		if (complaints.length > 0) throw new Error(`${name} ${complaints.join(' and ')}`);
	});
	const shapes = (svg) => svg.replace(/#[0-9a-f]{6}/gi, '#');
	if (shapes(light) !== shapes(dark)) throw new Error('the two icons differ in more than colours');
	if (light === dark) throw new Error('the dark icon has the colours of the light one');
}

function copyIcons() {
	return src(icons.map((name) => join(folder, name))).pipe(dest(join('dist', folder)));
}

/** `n8n-node build` copies every picture of the tree; those of the README are for GitHub. */
async function dropPictures() {
	rmSync(join('dist', 'docs'), { recursive: true, force: true });
}

/** What the compiler writes into every file, and nothing here reads. */
const noise =
	/^(Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);|(exports\.\w+ = )+void 0;)\n/gm;

/** Functions that a file exports, a line for each. */
const exported = /(?:^exports\.(\w+) = \1;\n){2,}/gm;
const namesIn = (lines) => [...lines.matchAll(/= (\w+);/g)].map(([, name]) => name);

/** The compiler indents by four spaces, which would be a tenth of the package, and writes files without any code. */
async function tidyCode() {
	const names = readdirSync('dist', { recursive: true }).filter((name) => name.endsWith('.js'));
	for (const path of names.map((name) => join('dist', name))) {
		const code = readFileSync(path, 'utf8')
			.replace(noise, '')
			.replace(exported, (lines) => `Object.assign(exports, { ${namesIn(lines).join(', ')} });\n`)
			// Nothing here asks what `this` is in an imported function.
			.replace(/\(0, (\w+_\d+\.\w+)\)\(/g, '$1(')
			.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
		if (code.trim() === '"use strict";') rmSync(path);
		else writeFileSync(path, code);
	}
}

/** n8n's linter, further rules for what ships, rules and types of the tests, format. */
const checks = [
	'n8n-node lint',
	'eslint -c test/eslint.extra.mjs .',
	'oxlint -c test/oxlint.json test',
	'prettier --check .',
].map((command) =>
	Object.assign(() => spawn(command, { shell: true, stdio: 'inherit' }), { displayName: command }),
);

exports.lint = parallel(...checks);
exports.icons = series(checkIcons, copyIcons);
exports.default = parallel(exports.icons, dropPictures, tidyCode);
