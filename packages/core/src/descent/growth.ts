/** Values in a row that must each exceed the one before, the later half of them growing no slower than the earlier. */
const PERSISTENT = 100;
/** What rounding may take from a rate of growth. */
const ROUNDING = 1e-6;

/**
 * Whether a sequence of objectives grows without bound, as far as a finite sequence can show it.
 *
 * A linear iteration on a quadratic has f(k) = Σ cᵢ ρᵢᵏ: log f is convex in k, so that a growth that is divergence never slows down. The
 * swing of a momentum, a step that is too long once, or a learning rate that decays from above its bound do rise, by any factor,
 * but not so many times in a row, or ever more slowly.
 */
export class Growth {
  private previous = Infinity;
  private rises = 0;
  private start = 0;
  private middle = 0;

  /** Whether it grew without slowing down up to now. */
  persists = false;

  add(value: number): void {
    if (value > this.previous && this.previous > 0) this.rises += 1;
    else {
      this.rises = 0;
      this.persists = false;
    }
    this.previous = value;
    if (this.rises % (PERSISTENT / 2) !== 0) return;
    if (this.rises >= PERSISTENT) {
      const [earlier, later] = [Math.log(this.middle / this.start), Math.log(value / this.middle)];
      this.persists = later >= earlier * (1 - ROUNDING);
    }
    this.start = this.rises === 0 ? value : this.middle;
    this.middle = value;
  }
}
