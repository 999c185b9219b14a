import { reference } from '@wellposed/backend-reference';
import { squared } from '@wellposed/core';
import type { LinearSystem, Loss, SynchronousSession } from '@wellposed/core';

/** A system as tests write it: A by rows; y is zero and the loss the squared one unless given. */
export interface SmallSystem {
  readonly a: readonly (readonly number[])[];
  readonly y?: readonly number[];
  readonly weights?: readonly number[];
  readonly loss?: Loss;
}

export function linearSystem({ a, y, weights, loss }: SmallSystem): LinearSystem {
  return {
    rows: a.length,
    columns: a[0]!.length,
    design: Float64Array.from(a.flat()),
    targets: Float64Array.from(y ?? a.map(() => 0)),
    ...(weights && { weights: Float64Array.from(weights) }),
    loss: loss ?? squared({ reduction: 'sum' }),
  };
}

export function openSystem(system: SmallSystem): SynchronousSession<'cholesky' | 'qr' | 'svd'> {
  return reference.open(linearSystem(system));
}
