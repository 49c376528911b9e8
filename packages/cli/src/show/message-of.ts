/** The message of an error, without its stack and without the link at its end. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/ See https:\S+$/, '') : String(error);
}
