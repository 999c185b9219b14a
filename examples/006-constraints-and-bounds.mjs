// What is known of a curve goes into the fit: equations that hold exactly, coefficients that cannot be negative.
import { linfit, polyfit } from 'wellposed';

const hours = [0.5, 1, 2, 3, 4, 6];
const metres = [1.2, 2.1, 3.4, 4.1, 4.4, 4.5];

// It starts at 0.1, and at 6 hours it is at rest.
const known = [
  { at: 0, equals: 0.1 },
  { at: 6, derivative: 1, equals: 0 },
];
const free = polyfit(hours, metres, { degree: 3 });
const held = polyfit(hours, metres, { degree: 3, constraints: known });
console.log(`at 0 hours: free ${free.predict([0])[0].toFixed(4)}, held ${held.predict([0])[0]}`);
console.log(held.summary());

// A mixture of three spectra: no share of it is below 0, and together they are 1.
const spectra = [
  [0.9, 0.1, 0.7],
  [0.5, 0.4, 0.5],
  [0.2, 0.8, 0.4],
  [0.1, 0.3, 0.1],
];
const measured = [0.86, 0.48, 0.2, 0.09];
const options = { names: ['a', 'b', 'c'], intercept: false };
const bounded = linfit(spectra, measured, { ...options, nonnegative: true });
console.log(`\nshares ${Array.from(bounded.coefficients, (share) => share.toFixed(3)).join(', ')}`);
console.log(`held at 0: ${bounded.solution.atBound.join(', ') || 'none'}`);
const whole = linfit(spectra, measured, { ...options, constraints: [{ terms: { a: 1, b: 1, c: 1 }, equals: 1 }] });
console.log(`shares that are 1 together: ${Array.from(whole.coefficients, (share) => share.toFixed(3)).join(', ')}`);
