/** What is wanted: so many orders, evenly in executions that start together, in one process or several. */
export type Job = {
	orders: number;
	/** One unless it says more. */
	executions?: number;
	processes?: number;
};

export type Outcome = {
	codes: number;
	/** When a code was handed on to the next node, by its order's ID; nothing where that cannot be known. */
	handedOnMs: ReadonlyMap<number, number>;
};

export function joined(outcomes: readonly Outcome[]): Outcome {
	return {
		codes: outcomes.reduce((sum, { codes }) => sum + codes, 0),
		handedOnMs: new Map(outcomes.flatMap((one) => [...one.handedOnMs])),
	};
}
