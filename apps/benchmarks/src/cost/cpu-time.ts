const MICROSECONDS_PER_MS = 1000;

/**
 * CPU time of this process so far, in ms, its collector's and compiler's threads included. Unlike the time of day it does not
 * count the waiting for a processor that other programs have.
 */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / MICROSECONDS_PER_MS;
}
