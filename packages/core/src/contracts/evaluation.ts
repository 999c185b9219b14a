/** What an optimizer asks of a backend: the objective at this θ. */
export interface Query {
  /** p numbers. Belongs to the optimizer, which may reuse it after `tell`. */
  readonly theta: Float64Array;
  /**
   * A minibatch: indices of the rows that count, at least one, in [0, n), each as often as it stands here. The reduction is over
   * them: their sum, or for 'mean' that sum ÷ their Σwᵢ. Absent: all rows.
   */
  readonly rows?: Uint32Array;
}

/** What a backend answers. Plain data. */
export interface Evaluation {
  /** The objective at θ: reduced loss, plus the penalty once core has added it. */
  readonly value: number;
  /** Its gradient, p numbers; −(1 or 1/Σw) Aᵀ (w ∘ ρ′(r)) for the loss. May be overwritten by the next evaluation. */
  readonly gradient: Float64Array;
}
