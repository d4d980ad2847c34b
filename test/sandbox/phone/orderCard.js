import { change } from './control.js';
import { startSmsFields } from './smsFields.js';
import { minutes, money } from './words.js';

const template = document.getElementById('order');

/** A card for one order; `show` brings it up to date. */
export function createCard({ orderId, phone, projectCode, region, price }, refresh) {
	const element = template.content.firstElementChild.cloneNode(true);
	const [heading, status, time, what, form, sms, refusal] = [
		...['.phone', '.status', '.time', '.what', 'form', '.sms', '.refusal'],
	].map((part) => element.querySelector(part));
	const fields = startSmsFields(form);
	heading.textContent = phone;
	heading.id = `phone-${orderId}`;
	form.setAttribute('aria-labelledby', heading.id);
	what.textContent = `${projectCode} · ${region} · price ${money(price)} · order ${orderId}`;

	/** One of the two buttons; they wait for each other. */
	const press = async (title, name, ...given) => {
		const buttons = form.querySelectorAll('button');
		for (const button of buttons) button.disabled = true;
		try {
			await change(name, orderId, ...given);
			refusal.textContent = '';
			fields.forget();
			await refresh();
			heading.focus();
		} catch (error) {
			refusal.textContent = `${title}: ${error.message}.`;
			await refresh();
		} finally {
			for (const button of buttons) button.disabled = false;
		}
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void press('Not delivered', 'deliver', fields.read());
	});
	form
		.querySelector('.expire')
		.addEventListener('click', () => void press('Not expired', 'expire'));

	return {
		element,
		show(order, nowMs) {
			const isPending = order.phase === 'pending';
			element.dataset.phase = order.phase;
			setText(status, order.status);
			setText(time, timeOf(order, nowMs));
			if (isPending) fields.suggest(order);
			// What somebody has typed stays, also when the order ends meanwhile.
			form.hidden = !isPending && !fields.isTyped();
			const hasSms = order.receivedAtMs !== null;
			sms.hidden = !hasSms;
			setText(sms, hasSms ? wordsOf(order) : '');
		},
	};
}

function timeOf({ phase, expiresAtMs, smsAtMs, settled }, nowMs) {
	if (phase !== 'pending') return settled === 'Refund' ? 'refunded' : '';
	const left = `${minutes(expiresAtMs - nowMs)} left`;
	return smsAtMs === null ? left : `${left}, an SMS comes in ${minutes(smsAtMs - nowMs)}`;
}

function wordsOf({ content, code }) {
	const text = content ?? '(no text)';
	return code === null ? `${text} (no code was found in it)` : `${text} → code ${code}`;
}

/** Leaves an unchanged text alone: it may be selected. */
function setText(element, text) {
	if (element.textContent !== text) element.textContent = text;
}
