/** The two functions of a test runner that a suite needs: vitest, node:test, mocha and jest all have them. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  /** `test` where a runner calls it so: pass `{ describe, it: test }`. */
  it(name: string, body: () => Promise<void>): unknown;
}
