/**
 * Settings of the projects that run after `main`. Most of their files wait for other processes and timeouts, so three
 * workers leave a quarter of two cores unused. Vitest runs projects with a different `maxWorkers` only in a separate group.
 */
export const WAITING_PROJECT = { maxWorkers: 4, sequence: { groupOrder: 1 } };
