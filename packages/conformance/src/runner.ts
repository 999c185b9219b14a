/** The two functions of a test runner that a suite needs: vitest, node:test, mocha and jest all have them. */
export interface Runner {
  describe(name: string, body: () => void): unknown;
  /** `test` where a runner calls it so: pass `{ describe, it: test }`. */
  it(name: string, body: () => Promise<void>): unknown;
}

/** A runner whose tests can skip themselves: vitest and node:test give every test a context that has `skip`. */
export interface SkippingRunner extends Runner {
  it(name: string, body: (context: { readonly skip: (reason: string) => void }) => Promise<void>): unknown;
}
