/** The changelog once what is unreleased has become a version; it must say something, for people read it before they update. */
export function withRelease(changelog: string, version: string, day: string): string {
	const [before, rest, ...more] = changelog.split(/^## \[Unreleased\]\n/m);
	if (before === undefined || rest === undefined || more.length > 0)
		throw new Error('CHANGELOG.md needs one heading “## [Unreleased]”');
	if (changelog.includes(`\n## [${version}]`))
		throw new Error(`CHANGELOG.md has version ${version} already`);
	const [news = ''] = rest.split(/^## /m);
	if (news.trim() === '') throw new Error('CHANGELOG.md says nothing under “## [Unreleased]”');
	return `${before}## [Unreleased]\n\n## [${version}] - ${day}\n${rest}`;
}
