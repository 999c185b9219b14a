/** A value now (a backend on this thread) or later (a device, a worker, a server). */
export type MaybePromise<T> = T | Promise<T>;
