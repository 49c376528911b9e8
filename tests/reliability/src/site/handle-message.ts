import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import type { EventHandler } from '@vzaps/core/webhooks';
import { clock, type Line } from '../ledger/line.ts';
import type { Ledger } from '../ledger/write-ledger.ts';
import { readErrand } from '../traffic/errand.ts';

/** Does what the message says: works for a while, or fails the first time, and writes it down. */
export function handleMessage(ledger: Ledger): EventHandler<'Message'> {
  return async (event, { instanceId }) => {
    const { place, work, fails } = readErrand(event.text);
    const id = `${instanceId}|${event.key}`;
    const from = clock();
    const attempt = fails === 'never' ? 1 : ledger.attempt(id);
    const write = (what: Line['what']): void =>
      ledger.write({ what, id, from, place, complete: event.complete, attempt });
    const fail = (): never => {
      write('failed');
      throw new Error('a handler that fails the first time');
    };

    write('began');
    if (attempt === 1 && fails === 'before') fail();
    await pause(work);
    if (attempt === 1 && fails === 'after') fail();
    write('done');
    // Something is left to do after the effect, so that a kill can come between it and `complete`.
    await pause(work);
    write('ended');
  };
}

function pause(milliseconds: number): Promise<void> {
  return milliseconds === 0 ? turn() : sleep(milliseconds);
}
