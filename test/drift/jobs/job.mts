import type { SettingsPatch } from '../../sandbox/core/settings.mts';
import type { EndpointName } from '../../sandbox/endpoints/endpoint.mts';
import type { Place, PlaceOptions } from '../place/place.mts';
import type { Verdict } from '../verdict.mts';
import type { JobName } from './names.mts';

export type Job = {
	name: JobName;
	/** Endpoints that it cannot do without. */
	asks: readonly EndpointName[];
	/** Endpoints that it may ask, or not. */
	mayAsk: readonly EndpointName[];
	place: PlaceOptions;
	/** Only deviations of these groups, where it is much the same as another job. */
	groups?: readonly string[];
	/** Does the job, and judges what became of it. */
	run: (place: Place) => Promise<Verdict>;
};

export const code = '604271';

/** The SMS comes in the middle of a wait. */
export const soon: SettingsPatch = {
	sms: { default: { delayMs: 12_000, code, content: `Your WhatsApp code is ${code}` } },
};

export const never: SettingsPatch = { sms: { default: { delayMs: null } } };
