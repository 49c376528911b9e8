/** For `vi.waitUntil` and `vi.waitFor`: a machine that stands still for seconds fails no test. */
export const until = { timeout: 30_000, interval: 20 };
