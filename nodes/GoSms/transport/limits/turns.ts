import { priorities, type Priority } from './limits';

/** Every tenth turn goes to the last in rank, so that nobody starves: codes would not be seen if all turns went to purchases. */
const turnsByRank = 10;

/** A number that is bought will want another request, for its code, and its part of the lists. */
const requestsToCome = { cancel: 1, code: 1, purchase: 2.2, look: 1, background: 0 } as const;

type Turn<Waiter> = { priority: Priority; waiter: Waiter };

/** Those who wait, and who is next: by rank, and the first come within one; cancels and codes alternate. */
export class Turns<Waiter> {
	private readonly queues: Record<Priority, Set<Waiter>> = {
		cancel: new Set(),
		code: new Set(),
		purchase: new Set(),
		look: new Set(),
		background: new Set(),
	};

	private taken = 0;
	private wasCancel = false;

	add({ priority, waiter }: Turn<Waiter>): void {
		this.queues[priority].add(waiter);
	}

	remove({ priority, waiter }: Turn<Waiter>): void {
		this.queues[priority].delete(waiter);
	}

	isWaiting(priority: Priority): boolean {
		return this.queues[priority].size > 0;
	}

	/** How many requests those will need who wait, and are not in the background. */
	get wanted(): number {
		return priorities.reduce((sum, one) => sum + this.queues[one].size * requestsToCome[one], 0);
	}

	get isOfLastRank(): boolean {
		return this.taken % turnsByRank === turnsByRank - 1;
	}

	/** @param isEarly whether the background lets all others go first */
	next(isEarly: boolean): Turn<Waiter> | undefined {
		const all = priorities.filter((priority) => this.isWaiting(priority));
		const others = all.filter((priority) => !isEarly || priority !== 'background');
		const waiting = others.length > 0 ? others : all;
		const first = this.wasCancel && waiting[0] === 'cancel' && waiting[1] === 'code' ? 1 : 0;
		const priority = waiting.at(this.isOfLastRank ? -1 : first);
		const [waiter] = priority ? this.queues[priority] : [];
		return priority && waiter ? { priority, waiter } : undefined;
	}

	take(turn: Turn<Waiter>): void {
		this.remove(turn);
		this.taken += 1;
		this.wasCancel = turn.priority === 'cancel';
	}
}
