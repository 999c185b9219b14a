export { deviceSession } from './device-session.js';
export type {
  DeviceData,
  DeviceDescent,
  DeviceMatrix,
  DevicePoint,
  LeastSquares,
  OrthogonalFactor,
} from './device-matrix.js';
export { deviceSupports } from './device-supports.js';
export type { DeviceSolver } from './device-supports.js';
