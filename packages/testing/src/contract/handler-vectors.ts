import assert from 'node:assert/strict';
import { samplePayload } from '../samples/index.ts';
import { answers, type Vector } from './vector.ts';

const HANDLED = { status: 200, outcome: 'handled' };
const FAILED = { status: 500, outcome: 'failed' };
const WORDS = 'database password is hunter2';

function fails(how: string, handler: () => unknown): Vector {
  return {
    name: `answers 500 to a handler that ${how}, without its words`,
    async run(site, kind) {
      site.receiver.on('Message', handler);
      const result = await site.deliver(samplePayload('Message'));
      answers(result, kind, FAILED);
      assert.ok(!JSON.stringify(result).includes('hunter2'));
    },
  };
}

export const handlerVectors: readonly Vector[] = [
  fails('throws', () => {
    throw new Error(WORDS);
  }),
  fails('rejects', () => Promise.reject(new Error(WORDS))),
  fails('throws nothing', () => Promise.reject()),
  {
    name: 'answers 500 to a handler that never ends, once its time is over',
    options: { handlerTimeoutMs: 100 },
    async run(site, kind) {
      site.receiver.on('Message', () => new Promise(() => {}));
      answers(await site.deliver(samplePayload('Message')), kind, FAILED);
    },
  },
  {
    name: 'answers 200 to an event that nobody asked for',
    async run(site, kind) {
      answers(await site.deliver(samplePayload('Presence')), kind, { status: 200, outcome: 'unhandled' });
    },
  },
  {
    name: 'handles a duplicate once',
    async run(site, kind) {
      const payload = samplePayload('Message');
      answers(await site.deliver(payload), kind, HANDLED);
      answers(await site.deliver(payload), kind, { status: 200, outcome: 'duplicate' });
      assert.equal(site.seen.length, 1);
    },
  },
  {
    name: 'handles duplicates that come at the same time once, and answers 200 to all',
    async run(site) {
      const payload = samplePayload('Message');
      const results = await Promise.all(Array.from({ length: 5 }, () => site.deliver(payload)));
      assert.deepEqual(results.map(({ outcome }) => outcome).sort(), [
        'duplicate',
        'duplicate',
        'duplicate',
        'duplicate',
        'handled',
      ]);
      assert.equal(site.seen.length, 1);
    },
  },
  {
    name: 'hands the same event to a handler again after it failed',
    async run(site, kind) {
      let tries = 0;
      site.receiver.on('Message', () => {
        tries += 1;
        if (tries === 1) throw new Error(WORDS);
      });
      const payload = samplePayload('Message');
      answers(await site.deliver(payload), kind, FAILED);
      answers(await site.deliver(payload), kind, HANDLED);
    },
  },
  {
    name: 'prefers the complete copy of a message to its partial twin',
    async run(site) {
      const whole = samplePayload('Message');
      const { messageId } = messageIdOf(whole);
      const partial = samplePayload('Message', { messageId, partial: true });
      const [first, second] = await Promise.all([
        site.deliver(partial),
        new Promise((resolve) => setTimeout(resolve, 20)).then(() => site.deliver(whole)),
      ]);
      assert.deepEqual([first.outcome, second.outcome], ['superseded', 'handled']);
      assert.deepEqual(
        site.seen.map(({ event }) => event.complete),
        [true],
      );
    },
  },
  {
    name: 'hands over a partial copy whose twin never comes',
    async run(site, kind) {
      answers(await site.deliver(samplePayload('Message', { partial: true })), kind, HANDLED);
      assert.equal(site.seen[0]?.event.phone, undefined);
    },
  },
];

function messageIdOf(payload: unknown): { messageId: string } {
  const { event } = payload as { event: { info: { id: string } } };
  return { messageId: event.info.id };
}
