import { array, object, optional, parse, record, string } from 'valibot';
import type { InferOutput } from 'valibot';
import type { Program } from './program.js';

const estimatesSchema = object({ coefficients: array(string()), standardErrors: optional(array(string())) });
/** What a script of `peers/` prints: for each method and data set numbers as text of 17 digits. */
const outputSchema = object({
  version: string(),
  platform: string(),
  estimates: record(string(), record(string(), estimatesSchema)),
});

export type PeerOutput = InferOutput<typeof outputSchema>;

/** @throws Error when the text is not what a script of `peers/` prints */
export function readPeerOutput(text: string): PeerOutput {
  return parse(outputSchema, JSON.parse(text));
}

/** The methods of a peer as rows of the tables, answering from what it printed. */
export function recordedPrograms(peer: string, { version, estimates }: PeerOutput): readonly Program[] {
  return Object.entries(estimates).map(([method, sets]) => ({
    name: `${peer} ${method}`,
    version,
    fit: (set) => {
      const found = sets[set.name];
      if (!found) return undefined;
      const { coefficients, standardErrors } = found;
      return {
        coefficients: coefficients.map(Number),
        ...(standardErrors && { standardErrors: standardErrors.map(Number) }),
      };
    },
  }));
}
