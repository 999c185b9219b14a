/**
 * A penalty on the coefficients, added to the loss after its reduction: objective(θ) = loss(θ) + penalty(θ).
 *
 * Penalties are evaluated where θ lives, on the host in float64; a backend never sees one. A closed form needs
 * `diagonal`: its rows √dⱼ eⱼ are appended to the design (never added to AᵀA).
 *
 * | member      | required | meaning                                                              |
 * |-------------|----------|----------------------------------------------------------------------|
 * | name        | yes      | as written on the command line                                       |
 * | value       | yes      | penalty(θ)                                                           |
 * | addGradient | yes      | adds ∇penalty(θ) to `gradient` (p numbers)                           |
 * | diagonal    | no       | p numbers d ≥ 0 with penalty(θ) = Σ dⱼ θⱼ²; absent when it is another |
 *
 * `intercept` is the index of the constant column, or −1: by convention it is not penalised.
 */
export interface Penalty {
  readonly name: string;
  value(theta: Float64Array, intercept: number): number;
  addGradient(theta: Float64Array, intercept: number, gradient: Float64Array): void;
  diagonal?(parameters: number, intercept: number): Float64Array;
}
