const section = document.getElementById('connect');
const back = document.getElementById('back');
const link = back.querySelector('a');

section.querySelector('.base-url').textContent = `${location.origin}/api/v1`;

/** What a credential needs, and the way back to n8n where it is known. */
export function showConnection({ key, n8nUrl }) {
	const code = section.querySelector('.key');
	// An unchanged text is left alone: it may be selected.
	if (code.textContent !== key) code.textContent = key;
	back.hidden = n8nUrl === null;
	if (n8nUrl !== null && link.href !== n8nUrl) link.href = n8nUrl;
}
