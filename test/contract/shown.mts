/** A server may put anything anywhere, so its own words are shown only if all of them are among these. */
const words = new Set(
	`account active actual amount api app area at available balance billing bonus business by calculation cancel canceled
	cancelled carrier channel city closed code completed content cost count country created credit currency customer data
	date day deleted deposit description detail disabled discount done duration email enabled end error expire expired
	expires expiry failed fee finished first flag found free frozen has hold hour id in info insufficient internal invalid
	is key kind language last left level limit limited limits list locked max message min minute mobile money msg name
	network new next no not note num number numbers of on open operator order orders page paid param params parameter
	pending per phone policy postpaid prefix prepaid price processing profile project provider rate ratelimit reason
	received receiver ref reference refund refunded region release remaining remark request requests reset retry role
	second sender server service size sms snapshot sold source start state status stock success sum tag tax text time
	timeout timestamp title to token too total transaction type unauthorized unit unknown until update updated used user
	username uuid valid value version wait waiting warning x`.split(/\s+/),
);

/** A name, code or status as it came; nothing when it may hold something of the account. */
export function shown(text: string): string | undefined {
	if (/^\d{1,3}$/.test(text)) return text;
	const parts = text.match(/[A-Z]?[a-z]+|[A-Z]+|[^A-Za-z]+/g) ?? [];
	const isKnown = (part: string) => /^[ _-]$/.test(part) || words.has(part.toLowerCase());
	return parts.length > 0 && parts.length < 12 && parts.every(isKnown) ? text : undefined;
}

/** Takes the key out of what a person typed. */
export function withoutKey(text: string, apiKey = ''): string {
	const bare = apiKey.trim().replace(/^ch_/, '');
	const known = bare.length > 5 ? text.replaceAll(bare, '‹key›') : text;
	return known.replace(/ch_[\x21-\x7e]+|ch_‹key›/g, '‹key›');
}
