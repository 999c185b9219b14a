// A polynomial through six points of a sine: coefficients, how certain they are, and predictions.
import { polyfit } from 'wellposed';

const x = [2, 2.6, 3.2, 3.8, 4.4, 5];
const y = x.map(Math.sin);
const fit = polyfit(x, y, { degree: 4 });

console.log(fit.summary());
console.log();
console.log('at 2.5:', fit.predict([2.5])[0], ' sin 2.5:', Math.sin(2.5));
