// `npm version` runs this between writing the version and committing it: see `npm run release` in .github/CONTRIBUTING.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { withRelease } from './changelog.mts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const day = new Date().toISOString().slice(0, 10);
writeFileSync('CHANGELOG.md', withRelease(readFileSync('CHANGELOG.md', 'utf8'), version, day));
