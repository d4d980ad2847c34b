// The last step of `npm run build`: the icons, and the size, of the built package.
const { readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { Transform } = require('node:stream');
const { minify } = require('@swc/core');
const { dest, parallel, series, src } = require('gulp');

const folder = join('nodes', 'GoSms');
const icons = ['gosms.svg', 'gosms.dark.svg'];
const largestBytes = 2_048;

/** Only importers of a default export look for it, and no module here has one. */
const esModuleMark = 'Object.defineProperty(exports, "__esModule", { value: true });\n';

/** A property that is not there yet is undefined as well. */
const emptyExports = /^(exports\.\w+ = )+void 0;\n/m;

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

/** n8n downloads the package on every start of a container, so that its size counts; the sources are on GitHub. */
function compactCode() {
	// Names of functions and classes stay, for the stack traces in bug reports.
	const keptNames = { keep_fnames: true, keep_classnames: true };
	const options = {
		compress: { ...keptNames, toplevel: true },
		mangle: { ...keptNames, toplevel: true },
		ecma: 2022,
		module: false,
	};
	return rewrite(
		'dist/**/*.js',
		async (text) =>
			(await minify(text.replace(esModuleMark, '').replace(emptyExports, ''), options)).code,
	);
}

function compactData() {
	return rewrite('dist/**/*.json', async (text) => JSON.stringify(JSON.parse(text)));
}

function rewrite(files, compact) {
	const rewriting = new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			compact(String(file.contents))
				.then((text) => {
					file.contents = Buffer.from(`${text}\n`);
					done(null, file);
				})
				.catch(done);
		},
	});
	return src(files).pipe(rewriting).pipe(dest('dist'));
}

exports.icons = series(checkIcons, copyIcons);
exports.default = parallel(exports.icons, dropPictures, compactCode, compactData);
