import { filip } from './filip.js';
import { longley } from './longley.js';
import { noInt1 } from './noint1.js';
import { noInt2 } from './noint2.js';
import { norris } from './norris.js';
import { pontius } from './pontius.js';
import type { ReferenceSet } from './reference-set.js';
import { wampler1 } from './wampler1.js';
import { wampler2 } from './wampler2.js';
import { wampler3 } from './wampler3.js';
import { wampler4 } from './wampler4.js';
import { wampler5 } from './wampler5.js';

/** The linear regressions of NIST's Statistical Reference Datasets, in NIST's order of difficulty. */
export const referenceSets: readonly ReferenceSet[] = [
  norris,
  pontius,
  noInt1,
  noInt2,
  filip,
  longley,
  wampler1,
  wampler2,
  wampler3,
  wampler4,
  wampler5,
];
