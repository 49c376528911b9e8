import { expect, it } from 'vitest';
import { message, startSource, until } from './test/start-source.ts';

/** A small generator of random numbers with a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it.each([1, 2, 3])(
  'a realtime source handles each event once and in order while connections drop and events come again (seed %i)',
  async (seed) => {
    const random = createRandom(seed);
    const saved: string[] = [];
    const { receiver, source, fake, instanceId, emit, givenUp } = await startSource({
      options: {
        maxUnacked: 8,
        cursor: { load: () => undefined, save: (_, id) => void saved.push(id) },
        reconnect: { baseMs: 1, maxMs: 20 },
      },
    });
    const handled: unknown[] = [];
    receiver.on('Message', async ({ text }) => {
      if (random() < 0.3) await new Promise((resolve) => setTimeout(resolve, random() * 4));
      handled.push(text);
    });
    const sent: string[] = [];
    const ids: string[] = [];
    for (let index = 0; index < 250; index += 1) {
      sent.push(`m${index}`);
      ids.push(emit(message(`m${index}`)));
      const chance = random();
      if (chance < 0.04) fake.realtime.drop(random() < 0.5 ? {} : { code: 1012 });
      else if (chance < 0.06) fake.realtime.fault({ does: 'flap' });
      else if (chance < 0.08) fake.realtime.fault({ status: 503 });
      else if (chance < 0.1) fake.realtime.redeliver(instanceId);
      if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, random() * 10));
    }
    // An acknowledgement is lost with its connection. The fake does not send an event again that the cursor has passed.
    await until(() => saved.at(-1) === ids.at(-1));
    await source.close();
    expect(handled).toEqual(sent);
    expect(givenUp).toEqual([]);
  },
);
