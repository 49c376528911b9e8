/**
 * For `vi.waitUntil` and `vi.waitFor`: a test does not fail when the machine pauses for some seconds. It is shorter than the
 * claims and the default lease of a worker, so that a test does not pass because these ended.
 */
export const WAIT = { timeout: 30_000, interval: 20 };
