import type { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.ts';

/** Runs a command. A number is the exit code. Without one it is 0. */
export type Action<A extends unknown[]> = (terminal: Terminal, ...args: A) => Promise<unknown>;

export interface Program {
  readonly root: Command;
  /**
   * Makes the action of a command. The module with the work is loaded when the command runs, so that the start of
   * `vzaps` loads no other command.
   */
  action<A extends unknown[]>(load: () => Promise<Action<A>>): (...args: A) => Promise<void>;
}
