/**
 * Settings of the projects that run after `main`. Most of their files wait for other processes and timeouts, so that three
 * workers leave a quarter of two cores unused. Vitest runs a group of projects with another number of workers on its own.
 */
export const WAITING_PROJECT = { maxWorkers: 4, sequence: { groupOrder: 1 } };
