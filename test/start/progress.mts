const tickMs = 1_000;
const ticksBetweenLines = 15;

/** Shows that a long step is alive: a line that counts seconds, or a new line now and then where output is a file. */
export function startProgress(out: { isTTY?: boolean; write(text: string): unknown }) {
	let timer: NodeJS.Timeout | undefined;
	let line = '';

	const end = () => {
		clearInterval(timer);
		if (timer && out.isTTY) out.write(`\r\x1b[K${line}\n`);
		timer = undefined;
	};
	return {
		/** Ends the step before it. */
		begin: (step: string) => {
			end();
			let ticks = 0;
			line = step;
			out.write(out.isTTY ? step : `${step}\n`);
			timer = setInterval(() => {
				ticks += 1;
				line = `${step} ${ticks} s`;
				if (out.isTTY) out.write(`\r\x1b[K${line}`);
				else if (ticks % ticksBetweenLines === 0) out.write(`${line}\n`);
			}, tickMs);
		},
		end,
	};
}
