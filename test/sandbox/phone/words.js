/** `0.50`; prices have no currency in the API. */
export function money(amount) {
	return amount.toFixed(2);
}

/** `9:05` */
export function minutes(ms) {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** The time of day of one of today's timestamps, the day of an older one. */
export function clock(timestamp) {
	const at = new Date(timestamp);
	const isToday = at.toDateString() === new Date().toDateString();
	return isToday
		? at.toLocaleTimeString('en-GB')
		: at.toLocaleDateString('en-GB', { dateStyle: 'medium' });
}
