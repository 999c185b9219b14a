export { descent } from '@wellposed/core';
export type { DescentState } from '@wellposed/core';
export { gradientDescent } from './gradient-descent.js';
export type { GradientDescentOptions, GradientDescentState } from './gradient-descent.js';
export { heavyBall } from './heavy-ball.js';
export type { HeavyBallOptions, HeavyBallState } from './heavy-ball.js';
