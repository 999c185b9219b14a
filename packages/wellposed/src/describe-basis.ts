import type { BasisSpecification } from '@wellposed/core';

/** A basis in a few words: 'monomial basis of degree 4'. */
export function describeBasis(basis: BasisSpecification): string {
  switch (basis.name) {
    case 'monomial':
    case 'chebyshev':
    case 'legendre':
    case 'arnoldi':
      return `${basis.name} basis of degree ${basis.degree}`;
    case 'columns':
    case 'centred-columns':
      return `${basis.name} basis`;
    case 'fourier':
      return `fourier basis, ${count(basis.harmonics, 'harmonic')} of period ${basis.period}`;
    case 'bspline':
      return `${basis.ends === 'natural' ? 'natural ' : ''}bspline basis of degree ${basis.degree}, ${count(basis.knots.length, 'interior knot')}`;
    case 'polynomial-features':
    case 'chebyshev-products':
      return `${basis.name} of degree ${basis.degree}${basis.interactions ? '' : ' without interactions'}`;
    case 'custom':
      return `custom basis, ${count(basis.features.length, 'feature')}`;
    case 'concatenation':
      return basis.parts.map(describeBasis).join(' + ');
  }
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
