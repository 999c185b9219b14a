/** What an option is called here. */
interface Meaning {
  /** Said only where this option is known. */
  readonly option: string;
  /** One or two sentences. */
  readonly says: string;
}

const weights: Meaning = { option: 'weights', says: "Did you mean 'weights'? They multiply the squared residuals." };
const sigma: Meaning = {
  option: 'weights',
  says: 'Give weights: 1/σ² of each row, they multiply the squared residuals.',
};
const degree: Meaning = { option: 'degree', says: "Did you mean 'degree'?" };
const intercept: Meaning = { option: 'intercept', says: "Did you mean 'intercept'?" };
const names: Meaning = { option: 'names', says: "Did you mean 'names'?" };
const nonnegative: Meaning = {
  option: 'nonnegative',
  says: "'nonnegative' keeps coefficients ≥ 0, 'constraints' are equations; there are no other bounds.",
};
const equations: Meaning = { option: 'constraints', says: "Did you mean 'constraints'?" };
const ridge: Meaning = { option: 'penalty', says: 'Give penalty: ridge(λ).' };
const huber: Meaning = { option: 'loss', says: 'Give loss: huber({ delta, reduction }).' };
const reduction: Meaning = { option: 'loss', says: "It belongs to the loss: squared({ reduction: 'mean' })." };
const learningRate: Meaning = { option: 'learningRate', says: "Did you mean 'learningRate'?" };
const rateOfOptimizer: Meaning = {
  option: 'optimizer',
  says: 'It belongs to the optimizer: descent(gradientDescent({ learningRate })).',
};
const momentum: Meaning = { option: 'momentum', says: "Did you mean 'momentum'?" };
const momentumOfOptimizer: Meaning = {
  option: 'optimizer',
  says: 'It belongs to the optimizer: descent(heavyBall({ learningRate, momentum })).',
};
const method: Meaning = { option: 'solver', says: "A closed form is a 'solver', a descent an 'optimizer'." };
const maxIterations: Meaning = { option: 'maxIterations', says: "Did you mean 'maxIterations'?" };
const tolerance: Meaning = { option: 'tolerance', says: "Did you mean 'tolerance'?" };
const start: Meaning = { option: 'start', says: "Did you mean 'start'?" };
const onProgress: Meaning = { option: 'onProgress', says: "Did you mean 'onProgress'?" };
const confidence: Meaning = { option: 'confidence', says: "Did you mean 'confidence'?" };
const significance: Meaning = { option: 'confidence', says: 'Give confidence: 1 − α.' };
const batches: Meaning = { option: 'optimizer', says: 'A descent sees all rows at each step: there are no batches.' };

/**
 * Options as other libraries call them (scikit-learn, statsmodels, R, SciPy, PyTorch, TensorFlow.js), in small letters and without
 * hyphens, and what they are here. The first that is an option of the function is said.
 */
export const foreignNames: ReadonlyMap<string, readonly Meaning[]> = new Map(
  Object.entries({
    sampleweight: [weights],
    sampleweights: [weights],
    w: [weights],
    sigma: [sigma],
    deg: [degree],
    order: [degree],
    fitintercept: [intercept],
    bias: [intercept],
    constant: [intercept],
    labels: [names],
    featurenames: [names],
    bounds: [nonnegative],
    lower: [nonnegative],
    upper: [nonnegative],
    min: [nonnegative],
    max: [nonnegative],
    positive: [nonnegative],
    equality: [equations],
    equalities: [equations],
    alpha: [learningRate, ridge, significance],
    lambda: [ridge],
    l2: [ridge],
    ridge: [ridge],
    regularization: [ridge],
    weightdecay: [ridge],
    robust: [huber],
    huber: [huber],
    delta: [huber],
    reduction: [reduction],
    lr: [learningRate, rateOfOptimizer],
    stepsize: [learningRate, rateOfOptimizer],
    eta: [learningRate, rateOfOptimizer],
    learningrate: [learningRate, rateOfOptimizer],
    beta: [momentum, momentumOfOptimizer],
    momentum: [momentumOfOptimizer],
    method: [method],
    algorithm: [method],
    maxiter: [maxIterations],
    niter: [maxIterations],
    iterations: [maxIterations],
    steps: [maxIterations],
    epochs: [maxIterations],
    tol: [tolerance],
    rtol: [tolerance],
    gtol: [tolerance],
    ftol: [tolerance],
    x0: [start],
    p0: [start],
    init: [start],
    initial: [start],
    callback: [onProgress],
    level: [confidence],
    conflevel: [confidence],
    batchsize: [batches],
    minibatch: [batches],
  }),
);
