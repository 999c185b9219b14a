import { agreementMatrix } from '@wellposed/conformance';
import type { AgreementMatrix } from '@wellposed/conformance';
import { Conformance } from './conformance.js';
import { DeviceLoss } from './device-loss.js';
import { engines } from './engines.js';
import { PageDevices } from './page-devices.js';
import { limitsFromQuery } from './limits.js';

/** What the page offers to whoever drives the browser, on `globalThis`. */
export interface ConformancePage {
  readonly conformance: Conformance;
  readonly deviceLoss: DeviceLoss;
  /** Compares all engines of the page with the exact answers and with each other. */
  readonly agreement: (runs: number, seed: number) => Promise<AgreementMatrix>;
}

const devices = new PageDevices();
devices.watch();

Object.assign(globalThis, {
  conformance: new Conformance(engines, limitsFromQuery(location.search)),
  deviceLoss: new DeviceLoss(engines, devices),
  agreement: async (runs, seed) =>
    agreementMatrix(
      engines.map(({ backend }) => backend),
      { runs, seed },
    ),
} satisfies ConformancePage);
