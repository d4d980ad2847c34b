import { change } from './control.js';

const section = document.getElementById('arrival');
const [pressed, alone] = section.querySelectorAll('[name=arrival]');
const seconds = section.querySelector('[type=number]');
const refusal = section.querySelector('.refusal');

/** Whether an SMS comes by itself. */
export function startArrival(refresh) {
	let scenario = {};

	const choose = async () => {
		if (!seconds.reportValidity()) return;
		const delayMs = alone.checked ? seconds.valueAsNumber * 1_000 : null;
		const sms = { default: { ...scenario, lastSecond: false, delayMs } };
		try {
			await change('setSettings', { sms });
			refusal.textContent = '';
		} catch (error) {
			refusal.textContent = `Not changed: ${error.message}.`;
		}
		await refresh();
	};
	pressed.addEventListener('change', choose);
	alone.addEventListener('change', choose);
	seconds.addEventListener('change', () => {
		alone.checked = true;
		return choose();
	});

	return function show({ settings }) {
		scenario = settings.sms.default ?? {};
		const { delayMs = 5_000, lastSecond = false } = scenario;
		pressed.checked = delayMs === null && !lastSecond;
		// Random delays and the last second, which the command line can set, are neither.
		alone.checked = typeof delayMs === 'number' && !lastSecond;
		if (alone.checked && document.activeElement !== seconds) seconds.value = delayMs / 1_000;
	};
}
