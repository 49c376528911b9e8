import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal/terminal.ts';
import { CommandError, UsageError } from './usage-error.ts';

/**
 * Runs one command.
 *
 * @returns The exit code: 0 done, 1 failed, 2 called wrongly.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode = 0;
  const program = createProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has written its message already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (terminal.signal.aborted && !(error instanceof CommandError)) {
      terminal.note('Stopped.');
      return 1;
    }
    terminal.note(`${terminal.messageColors.red('error')} ${describeError(error)}`);
    return error instanceof UsageError || hasCode(error, 'INVALID_OPTION') ? 2 : 1;
  }
}

function describeError(error: unknown): string {
  // A stack helps a user only if the error is a bug of the command.
  if (error instanceof UsageError || error instanceof CommandError) return error.message;
  if (error instanceof Error) return 'code' in error ? error.message : (error.stack ?? error.message);
  return String(error);
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
