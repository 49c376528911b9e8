/** For `vi.waitUntil` and `vi.waitFor`: a test does not fail when the machine pauses for some seconds. */
export const WAIT = { timeout: 30_000, interval: 20 };
