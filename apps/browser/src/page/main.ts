import { Conformance } from './conformance.js';
import { DeviceLoss } from './device-loss.js';
import { engines } from './engines.js';
import { PageDevices } from './page-devices.js';
import { limitsFromQuery } from './limits.js';

/** What the page offers to whoever drives the browser, on `globalThis`. */
export interface ConformancePage {
  readonly conformance: Conformance;
  readonly deviceLoss: DeviceLoss;
}

const devices = new PageDevices();
devices.watch();

Object.assign(globalThis, {
  conformance: new Conformance(engines, limitsFromQuery(location.search)),
  deviceLoss: new DeviceLoss(engines, devices),
} satisfies ConformancePage);
