import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { EventHandler } from '@vzaps/core/webhooks';
import { type LogLine, now } from '../event-log/line.ts';
import type { EventLog } from '../event-log/open-log.ts';
import { parseInstructions } from '../traffic/handler-instructions.ts';

const KILL_DELAY_MS = 50;

/** Follows the instructions in the text of the message, and writes each step to the event log. */
export function handleMessage(log: EventLog): EventHandler<'Message'> {
  return async (event, { instanceId }) => {
    const { position, work, fails } = parseInstructions(event.text);
    const id = `${instanceId}|${event.messageId}`;
    const from = now();
    const attempt = fails === 'never' || fails === 'kills' ? 1 : log.countAttempt(id);
    const write = (step: LogLine['step']): void =>
      log.write({ step, id, from, position, complete: event.complete, attempt });
    const fail = (): never => {
      write('failed');
      throw new Error('The first attempt of this handler fails.');
    };

    write('began');
    if (fails === 'kills') {
      // Other handlers begin and end in the meantime.
      await sleep(KILL_DELAY_MS);
      process.kill(process.pid, 'SIGKILL');
    }
    if (attempt === 1 && fails === 'before') fail();
    await wait(work);
    if (attempt === 1 && fails === 'after') fail();
    write('done');
    // The handler works on after its effect, so that a kill can come between the effect and `complete`.
    await wait(work);
    write('ended');
  };
}

function wait(milliseconds: number): Promise<void> {
  return milliseconds === 0 ? turn() : sleep(milliseconds);
}
