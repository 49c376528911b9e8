/** The command was called wrongly, or a setting is missing. The exit code is 2. */
export class UsageError extends Error {}

/** The work failed for a reason that the message states. The exit code is 1. */
export class CommandError extends Error {}
