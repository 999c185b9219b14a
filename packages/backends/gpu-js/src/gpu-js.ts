import { FitError, refuseUnknownOptions } from '@wellposed/core';
import type { Availability, Backend, LinearSystem, OptionKeys, Session } from '@wellposed/core';
import { deviceSession, deviceSupports } from '@wellposed/device';
import type { DeviceSolver } from '@wellposed/device';
import { engine } from './engine.js';
import { deviceFailed } from './failure.js';
import { GpuDevice } from './gpu-device.js';
import { gpuMatrix } from './gpu-matrix.js';
import { loadLibrary } from './library.js';
import type { GpuLibrary } from './library.js';
import type { Mode, UnusableMode, UsableMode } from './mode.js';
import { automaticOrder, gpuJsModes, modes } from './modes.js';
import type { GpuJsMode } from './modes.js';

/** Settings of the gpu.js backend. */
export interface GpuJsOptions {
  /** Default: the best that runs here. */
  readonly mode?: GpuJsMode;
  /** Brings the library; default: `import('gpu.js')`. */
  readonly load?: () => Promise<GpuLibrary>;
}

const optionKeys = { mode: true, load: true } satisfies OptionKeys<GpuJsOptions>;

/** The gpu.js backend, which holds compiled kernels. */
export interface GpuJsBackend extends Backend<DeviceSolver> {
  /** Arrays alive on the device, plans of descents, and kernels for large arrays: 0 when all sessions are disposed of. */
  resources(): number;
  /** Gives the compiled kernels back, with the contexts and threads they use; the next session compiles anew. */
  release(): Promise<void>;
}

const supports = deviceSupports('fused-descent');

/** A mode that was found to run here, by name. */
interface Chosen {
  readonly ok: true;
  readonly library: GpuLibrary;
  readonly name: string;
  readonly use: UsableMode;
}

/**
 * The gpu.js backend: kernels in float32, in one of gpu.js' modes. What several devices share (scales, the host's half of the closed
 * forms, losses) is `deviceSession`.
 *
 * Kernels are compiled at their first use and belong to the backend: those for arrays of less than 65,536 numbers until `release`, others
 * until the last session is disposed of. A mode that would compute elsewhere, as gpu.js does where it must, fails instead.
 *
 * @throws FitError 'INVALID_OPTION' for a mode that there is not
 */
export function gpuJs(options: GpuJsOptions = {}): GpuJsBackend {
  refuseUnknownOptions(options, optionKeys, 'gpuJs');
  const { mode, load = loadLibrary } = options;
  if (mode !== undefined && !gpuJsModes.includes(mode))
    throw new FitError('INVALID_OPTION', `mode must be one of ${gpuJsModes.join(', ')}, got '${mode}'`, {
      argument: 'mode',
      value: mode,
    });
  const candidates: readonly Mode[] = mode === undefined ? automaticOrder : [modes[mode]];
  const open = new Set<GpuDevice>();
  let current: Promise<GpuDevice> | undefined;

  const device = async (): Promise<GpuDevice> => {
    const found = await choose(candidates, load);
    if (!found.ok)
      throw new FitError('BACKEND_UNAVAILABLE', `${engine} cannot run here: ${found.reason}. ${found.remedy}`);
    try {
      const made = new GpuDevice(found.library, found.name, found.use);
      open.add(made);
      return made;
    } catch (error) {
      throw deviceFailed(`gpu.js ${found.name}`, error);
    }
  };

  /** What sessions still hold of a device that was given up is counted until they are disposed of. */
  const retire = async (old: GpuDevice): Promise<void> => {
    await old.dispose().catch(() => undefined);
    for (const each of open) if (!each.works && each.resources === 0) open.delete(each);
  };

  /** The device, or a new one where it broke down. */
  const working = async (): Promise<GpuDevice> => {
    const attempt = (current ?? device()).then(async (known) => {
      if (known.works) return known;
      await retire(known);
      return device();
    });
    current = attempt;
    attempt.catch(() => {
      if (current === attempt) current = undefined;
    });
    return attempt;
  };

  return {
    name: mode === undefined ? 'gpu-js' : `gpu-js-${mode}`,
    supports,
    async available(): Promise<Availability> {
      const named = mode === undefined ? engine : `${engine} ${mode}`;
      const found = await choose(candidates, load);
      if (!found.ok) return { ok: false, engine: named, reason: found.reason, remedy: found.remedy };
      return { ok: true, engine: `${engine} ${found.name}`, device: found.use.device };
    },
    async open(system: LinearSystem): Promise<Session<DeviceSolver>> {
      const chosen = await working();
      return deviceSession(system, supports, (data) => gpuMatrix(chosen, data));
    },
    resources: () => [...open].reduce((sum, { resources }) => sum + resources, 0),
    async release() {
      const attempt = current;
      // At once, so that what is opened meanwhile gets a device of its own.
      current = undefined;
      const old = await attempt?.catch(() => undefined);
      if (old) await retire(old);
    },
  };
}

/** The first that runs here, or the reasons of all. Never throws. */
async function choose(candidates: readonly Mode[], load: () => Promise<GpuLibrary>): Promise<Chosen | UnusableMode> {
  const reasons: string[] = [];
  let remedy = 'install gpu.js 2.24.1, or use the reference backend';
  try {
    const library = await load();
    for (const candidate of candidates) {
      const answer = await candidate.probe(library);
      if (answer.ok) return { ok: true, library, name: candidate.name, use: answer };
      reasons.push(answer.reason);
      remedy = answer.remedy;
    }
  } catch (error) {
    reasons.push(error instanceof Error ? error.message : String(error));
  }
  return { ok: false, reason: reasons.join('; '), remedy };
}
