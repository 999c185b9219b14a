import { Conformance } from './conformance.js';
import { engines } from './engines.js';
import { limitsFromQuery } from './limits.js';

/** What the page offers to whoever drives the browser, on `globalThis`. */
export interface ConformancePage {
  readonly conformance: Conformance;
}

Object.assign(globalThis, {
  conformance: new Conformance(engines, limitsFromQuery(location.search)),
} satisfies ConformancePage);
