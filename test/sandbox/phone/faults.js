import { change } from './control.js';
import { switches } from './switches.js';

const section = document.getElementById('faults');
const list = section.querySelector('.switches');
const others = section.querySelector('.others');
const refusal = section.querySelector('.refusal');
const clear = section.querySelector('.clear');
const template = document.getElementById('switch');

/** A switch for each fault; what was armed elsewhere is named below them. */
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
			await change('DELETE', '/faults');
			await change('PATCH', '/accounts', { revoked: false });
		}),
	);

	const known = new Set(switches.map(({ id }) => id));
	return function show(state) {
		for (const { box, isOn } of boxes) box.checked = isOn(state);
		const unknown = state.faults.filter(({ kind }) => !known.has(kind)).map(({ kind }) => kind);
		others.hidden = unknown.length === 0;
		others.textContent = `Armed elsewhere: ${unknown.join(', ')}.`;
	};
}
