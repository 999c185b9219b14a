export { descent } from './descent.js';
export type { DescentState } from './descent.js';
export { gradientDescent } from './gradient-descent.js';
export type { GradientDescentOptions, GradientDescentState } from './gradient-descent.js';
export { heavyBall } from './heavy-ball.js';
export type { HeavyBallOptions, HeavyBallState } from './heavy-ball.js';
