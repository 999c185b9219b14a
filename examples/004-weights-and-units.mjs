// Weights multiply the squared residuals; a change of units changes the coefficients and nothing else.
import { linfit } from 'wellposed';

const hours = [0, 1, 2, 3, 4];
const metres = [0.1, 1.9, 4.2, 5.8, 20];
const line = { names: ['t'] };

const plain = linfit(
  hours.map((t) => [t]),
  metres,
  line,
);
const trusting = linfit(
  hours.map((t) => [t]),
  metres,
  { ...line, weights: [1, 1, 1, 1, 0.01] },
);
console.log(
  `metres per hour: ${plain.coefficients[1].toFixed(4)}; the last point hardly counted: ${trusting.coefficients[1].toFixed(4)}`,
);

const inSeconds = linfit(
  hours.map((t) => [3600 * t]),
  metres,
  line,
);
console.log(`metres per second, times 3600: ${(3600 * inSeconds.coefficients[1]).toFixed(4)}`);
console.log(
  `R² in hours ${plain.toJSON().rSquared.toFixed(12)}, in seconds ${inSeconds.toJSON().rSquared.toFixed(12)}`,
);
