import type { Place } from '../place/place.mts';
import type { Measured } from '../record/measured.mts';
import type { Sizes } from './sizes.mts';

/** One line of the result. */
export type Figure = {
	name: string;
	value: string;
	/** What is aimed at, as text; without it the line only tells. */
	target?: string;
	/** What physics and the documented limits allow at best. */
	bound?: string;
	reached?: boolean;
};

/** What a contender made of one number of orders, to be set against others. */
export type Contest = {
	contender: string;
	orders: number;
	measured: Measured;
	handedOnMs: number[];
};

export type Report = { title: string; figures: Figure[]; contest?: Contest; isCorrect: boolean };

export type Workload = {
	/** For `--only`. */
	name: string;
	/** The work is given up after so long. */
	atMostMs: number;
	/** Keeps the processors busy, so that nothing that is sensitive to it may run beside it. */
	isBusy?: true;
	run: (place: Place, sizes: Sizes) => Promise<Report>;
};
