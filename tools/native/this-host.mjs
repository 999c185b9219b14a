/**
 * What decides whether a native engine can be built and used here.
 *
 * @typedef {object} Host
 * @property {string} platform of the operating system, such as `linux-x64`
 * @property {boolean} glibc whether the C library is GNU's
 * @property {number} nodeMajor the first number of Node's version
 * @property {string} abi the version of Node's binary interface
 */

/** @returns {Host} the machine and the Node that run this */
export function thisHost() {
  /** @type {unknown} */
  const report = process.platform === 'linux' ? process.report.getReport() : {};
  const { header = {} } = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (report);
  return {
    platform: `${process.platform}-${process.arch}`,
    glibc: header.glibcVersionRuntime !== undefined,
    nodeMajor: Number.parseInt(process.versions.node, 10),
    abi: process.versions.modules,
  };
}
