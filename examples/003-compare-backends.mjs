// One problem, two backends, three closed forms: the same coefficients, to the digits that each one promises.
import { mlMatrix } from '@wellposed/backend-ml-matrix';
import { fit, polynomialProblem, reference } from 'wellposed';

const x = [2, 2.6, 3.2, 3.8, 4.4, 5];
const problem = polynomialProblem({ x, y: x.map(Math.sin), degree: 4 });

for (const backend of [reference, mlMatrix]) {
  for (const solver of ['cholesky', 'qr', 'svd']) {
    for (const refine of [false, true]) {
      const { coefficients, solution } = await fit(problem, { backend, solver, refine });
      const digits = Math.min(...solution.certificate.digits).toFixed(1);
      const how = `${backend.name} ${solver}${refine ? ', refined' : ''}`;
      console.log(`${how.padEnd(28)} x^4: ${coefficients[4].toFixed(16)}  at least ${digits} digits`);
    }
  }
}
