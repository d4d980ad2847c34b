import { nameOf, type Judged } from '../cells.mts';

export type Counts = { cells: number; done: number; refused: number; lost: number };

/** Cells that met their deviation. */
export function countsOf(judged: readonly Judged[]): Counts {
	const of = (kind: Judged['verdict']['kind']) =>
		judged.filter(({ verdict }) => verdict.kind === kind).length;
	const [done, refused, lost] = [of('done'), of('refused'), of('lost')];
	return { cells: done + refused + lost, done, refused, lost };
}

/** Every cell that lost something, in a line of its own. */
export function lossesOf(judged: readonly Judged[]): string[] {
	return judged.flatMap((one) =>
		one.verdict.kind === 'lost' ? [`${nameOf(one)}: ${one.verdict.why}`] : [],
	);
}

/** Deviations that no job has met: the table is wrong there. */
export function untouchedOf(judged: readonly Judged[]): string[] {
	const met = new Set(
		judged.filter(({ verdict }) => verdict.kind !== 'untouched').map(({ deviation }) => deviation),
	);
	const never = judged.filter(({ deviation }) => !met.has(deviation));
	return [...new Set(never.map(nameOf))];
}
