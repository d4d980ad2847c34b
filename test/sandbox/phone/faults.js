import { change } from './control.js';
import { switches } from './switches.js';

const section = document.getElementById('faults');
const list = section.querySelector('.switches');
const others = section.querySelector('.others');
const refusal = section.querySelector('.refusal');
const clear = section.querySelector('.clear');
const template = document.getElementById('switch');
const banner = document.getElementById('faults-on');

/** A switch for each fault; what was set elsewhere is named below them, and a banner says what is on. */
export function startFaults(refresh) {
	const attempt = async (work) => {
		try {
			await work();
			refusal.textContent = '';
		} catch (error) {
			refusal.textContent = `Not switched: ${error.message}.`;
		}
		await refresh();
	};

	const boxes = switches.map((one) => {
		const element = template.content.firstElementChild.cloneNode(true);
		const box = element.querySelector('input');
		element.querySelector('.name').textContent = one.name;
		element.querySelector('.meaning').textContent = one.meaning;
		box.dataset.fault = one.id;
		box.addEventListener('change', () => attempt(() => change(...one.turn(box.checked))));
		list.append(element);
		return { box, isOn: one.isOn };
	});
	clear.addEventListener('click', () =>
		attempt(async () => {
			await change('clearFaults');
			for (const one of switches.filter(({ id }) => lit.has(id))) await change(...one.turn(false));
		}),
	);

	let lit = new Set();
	const known = new Set(switches.map(({ id }) => id));
	return function show(state) {
		const on = switches.filter(({ isOn }) => isOn(state));
		lit = new Set(on.map(({ id }) => id));
		for (const { box, isOn } of boxes) box.checked = isOn(state);
		const unknown = state.faults.filter(({ kind }) => !known.has(kind)).map(({ kind }) => kind);
		others.hidden = unknown.length === 0;
		others.textContent = `Set elsewhere: ${unknown.join(', ')}.`;
		const names = [...on.map(({ name }) => name), ...unknown];
		const words = names.length === 0 ? '' : `On now: ${names.join(', ')}.`;
		banner.hidden = words === '';
		// Not written each second, since a screen reader would read it out each time.
		const text = banner.querySelector('.words');
		if (text.textContent !== words) text.textContent = words;
	};
}
