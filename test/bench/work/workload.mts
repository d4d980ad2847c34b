import type { Measured } from '../record/measured.mts';
import type { Sizes } from './sizes.mts';

/** What a contender made of a piece of work, to be set against others. */
export type Contest = {
	scenario: string;
	/** What a reader must know of the scenario. */
	note?: string;
	contender: string;
	isOurs: boolean;
	measured: Measured;
	/** SMS that came, or were yet to come, for codes that were never handed on. */
	lost: number;
	/** From the SMS to the next node; rising. */
	handedOnMs: number[];
};

export type Report = {
	contest?: Contest;
	/** Markdown that stands on the page where everybody sees it. */
	lead?: string;
	/** Markdown for the page, folded away. */
	text?: string;
	/** Files that the text shows, by name. */
	pictures?: Record<string, string>;
	isCorrect: boolean;
};

export type Workload = {
	name: string;
	/** The work is given up after so long. */
	atMostMs: number;
	/**
	 * How it uses the processors: `alone` measures what it takes of them itself, so that nothing may run beside it;
	 * `busy` starts many programs, and disturbs whoever measures time. The rest mostly waits.
	 */
	load?: 'alone' | 'busy';
	run: (sizes: Sizes) => Promise<Report>;
};
