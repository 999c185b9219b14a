/*
 * A solution goes to a worker as it is: the structured clone algorithm copies what objects own, and refuses functions. So the
 * functions of its basis stand in the prototype, and a copy that lost them gets them back from the specification.
 */
import { basisFromSpecification } from '../bases/basis-from-specification.js';
import type { Basis } from '../contracts/basis.js';
import type { Model } from '../contracts/problem.js';

/** A model that owns plain data only, so that `structuredClone` copies it. */
export function cloneableModel({ basis, intercept }: Model): Model {
  const { specification, variables, size, names, readsRest, rounding } = basis;
  const functions = {
    evaluate: basis.evaluate.bind(basis),
    differentiate: basis.differentiate.bind(basis),
    ...(basis.addErrors && { addErrors: basis.addErrors.bind(basis) }),
    ...(basis.toMonomial && { toMonomial: basis.toMonomial.bind(basis) }),
    ...(basis.conditioned && { conditioned: basis.conditioned.bind(basis) }),
  };
  const inherited = Object.create(functions) as typeof functions;
  const data = {
    ...{ specification, variables, size, names },
    ...(readsRest !== undefined && { readsRest }),
    ...(rounding !== undefined && { rounding }),
  };
  return { basis: Object.assign(inherited, data), intercept };
}

/**
 * The basis of a model with its functions, built again where the model is a structured clone; it evaluates to the same bits.
 *
 * @throws FitError 'INVALID_OPTION' for a copy of custom features, which no data holds: load the saved model instead
 */
export function callableBasis(basis: Basis): Basis {
  return 'evaluate' in basis ? basis : basisFromSpecification((basis as Basis).specification);
}
