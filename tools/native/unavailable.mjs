/** Why a native engine cannot be had on this machine, and what would change that. */
export class Unavailable extends Error {
  /**
   * @param {string} reason without a full stop
   * @param {string} remedy what to do about it, without a full stop
   */
  constructor(reason, remedy) {
    super(`${reason} (${remedy})`);
    this.name = 'Unavailable';
  }
}
