import { UsageError } from '../usage-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks before an action that cannot be undone.
 *
 * @returns `false` if the person declines.
 * @throws UsageError without a person to ask and without `--yes`.
 */
export async function confirm(terminal: Terminal, question: string, hasYes: boolean | undefined): Promise<boolean> {
  if (hasYes) return true;
  if (!terminal.isInteractive) throw new UsageError(`${question}\nPass --yes to do this without a question.`);
  const { confirm: ask } = await import('@clack/prompts');
  const answer = await ask({ message: question, initialValue: false, output: terminal.stderr });
  return answer === true;
}
