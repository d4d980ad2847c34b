import { withSandbox } from '../../support/withSandbox.mts';
import type { SandboxOptions } from '../server.mts';
import { startMs, unlimited } from './frozenCore.mts';

/** A sandbox behind HTTP whose clock stands still. */
export const frozenSandbox = (options: SandboxOptions = {}) =>
	withSandbox({ speed: 0, startMs, limits: unlimited, ...options });
