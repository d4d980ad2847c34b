import type { Clock } from './clock';

/** Rings once at the earliest of the times that it was set to: n8n's sleep cannot be cancelled. */
export class Alarm {
	private atMs = Infinity;

	constructor(
		private readonly clock: Clock,
		private readonly ring: () => void,
	) {}

	/** @param atMs on this machine's clock; Infinity sets nothing */
	setBy(atMs: number): void {
		if (atMs >= this.atMs) return;
		this.atMs = atMs;
		void this.clock.sleep(Math.max(0, atMs - this.clock.now())).then(() => {
			if (this.atMs !== atMs) return;
			this.atMs = Infinity;
			this.ring();
		});
	}
}
