import { Matrix, QrDecomposition, SingularValueDecomposition } from 'ml-matrix';
import { dependencyVersion } from '../dependency-version.js';
import { float64Data } from '../float64-data.js';
import type { Program } from '../program.js';

const METHODS = {
  QR: (design: Matrix, y: Matrix) => new QrDecomposition(design).solve(y),
  SVD: (design: Matrix, y: Matrix) => new SingularValueDecomposition(design, { autoTranspose: true }).solve(y),
};

/** ml-matrix's decompositions of the design in powers, called directly. */
export const mlMatrix: readonly Program[] = Object.entries(METHODS).map(([method, solve]) => ({
  name: `ml-matrix, ${method} of the powers`,
  version: dependencyVersion('ml-matrix'),
  fit: (set) => {
    const { design, y } = float64Data(set);
    const matrix = new Matrix(design.map((row) => [...row]));
    return { coefficients: solve(matrix, Matrix.columnVector([...y])).to1DArray() };
  },
}));
