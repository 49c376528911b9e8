/** Bounds and signals as a receiver has them, whatever its parts are tested for. */
import { describe, expect, it, vi } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { responseOf } from '../response.ts';
import { deferred, kinds, open } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';

const chat = (index: number) => `55119999900${index}0@s.whatsapp.net`;

describe('a receiver', () => {
  it('handles as many conversations at once as maxConcurrency allows, and no more', async () => {
    const ends: (() => void)[] = [];
    let [running, most] = [0, 0];
    const receiver = createReceiver({ ...open, maxConcurrency: 2 }).on('Message', async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    });
    const outcomes = [0, 1, 2, 3, 4].map((index) => receiver.dispatch(parseEvent(message({ chat: chat(index) }))));
    for (let ended = 0; ended < 5; ended += 1) {
      await vi.waitFor(() => expect(ends.length).toBeGreaterThan(ended));
      ends[ended]?.();
    }
    expect(kinds(await Promise.all(outcomes))).toEqual(Array(5).fill('handled'));
    expect(most).toBe(2);
  });

  it('answers 503, not 409, to a duplicate that cannot wait since too much waits', async () => {
    const work = deferred();
    const receiver = createReceiver({ ...open, maxWaiting: 0 }).on('Message', () => work.promise);
    const event = parseEvent(message());
    const first = receiver.dispatch(event);
    expect(responseOf(await receiver.dispatch(event))).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    work.resolve();
    expect((await first).kind).toBe('handled');
  });

  it('aborts the handlers’ signal with the one that dispatch was given, and waits for them', async () => {
    const [started, caller] = [deferred<AbortSignal>(), new AbortController()];
    const work = deferred();
    const receiver = createReceiver(open).on('Message', (_, { signal }) => {
      started.resolve(signal);
      return work.promise;
    });
    const outcome = receiver.dispatch(parseEvent(message()), { signal: caller.signal });
    const signal = await started.promise;
    expect(signal.aborted).toBe(false);
    caller.abort('the worker closes');
    expect([signal.aborted, signal.reason]).toEqual([true, 'the worker closes']);
    work.resolve();
    expect((await outcome).kind).toBe('handled');
  });

  it('conflates each sender of a group by themselves', async () => {
    const work = deferred();
    const group = '120363000000000000@g.us';
    const seen: string[] = [];
    const receiver = createReceiver({ ...open, conflate: ['ChatPresence'] })
      .on('Message', () => work.promise)
      .on('ChatPresence', ({ sender, state }) => seen.push(`${sender} ${state}`));
    const first = receiver.dispatch(parseEvent(message({ chat: group, isGroup: true })));
    const typing = (sender: string, state: string) =>
      receiver.dispatch(parseEvent({ type: 'ChatPresence', event: { chat: group, sender, state, is_group: true } }));
    const waiting = [typing(chat(1), 'composing'), typing(chat(2), 'composing'), typing(chat(1), 'paused')];
    work.resolve();
    expect(kinds(await Promise.all([first, ...waiting]))).toEqual(['handled', 'superseded', 'handled', 'handled']);
    expect(seen).toEqual([`${chat(2)} composing`, `${chat(1)} paused`]);
  });
});
