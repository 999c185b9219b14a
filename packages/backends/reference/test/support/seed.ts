/** The learner's experiment: a polynomial of degree 4 through sin at 6 points of [2, 5], columns x⁴, x³, x², x, 1. */
const x = Array.from({ length: 6 }, (_, i) => 2 + (3 * i) / 5);

export const seed = {
  a: x.map((value) => [value ** 4, value ** 3, value ** 2, value, 1]),
  y: x.map(Math.sin),
  /** Singular values of A, computed independently (LAPACK), 9 digits. */
  singularValues: [785.001392, 22.2139782, 1.86026702, 0.153580348, 0.00554878069],
  /** κ(A), 8 digits. */
  conditionNumber: 141472.77,
  /** Coefficients of x⁴, x³, x², x, 1, computed independently, 8 decimals. */
  coefficients: [-0.01314764, 0.31877843, -2.20639821, 5.05883689, -2.72291681],
  /** Sum of squared residuals, 8 digits. */
  sumOfSquares: 1.8102836e-5,
} as const;
