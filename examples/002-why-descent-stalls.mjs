// The same polynomial by gradient descent, in two bases: the basis decides, not the learning rate.
import { descent } from '@wellposed/optimizers';
import { fit, gradientDescent, polynomialProblem } from 'wellposed';

const x = [2, 2.6, 3.2, 3.8, 4.4, 5];
const y = x.map(Math.sin);

for (const basis of ['monomial', 'chebyshev']) {
  const problem = polynomialProblem({ x, y, degree: 4, basis });
  const { solution } = await fit(problem, { optimizer: descent(gradientDescent({ learningRate: 'auto' })) });
  console.log(`${basis}: ${solution.status} after ${solution.descent.iterations} steps`);
  console.log(`  loss ${solution.descent.value.toExponential(4)}`);
  console.log(`  stable below the learning rate ${solution.descent.largestStableLearningRate.toExponential(4)}`);
  console.log(`  ${solution.advice}`);
}
