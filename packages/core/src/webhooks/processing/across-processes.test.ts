import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import type { Outcome } from '../outcome.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { completeOf, deferred, open, partialOf, post } from '../test/delivery.fixture.ts';

/** Two receivers with a common store. Handlers wait for `work`. `seen` records whether each handled copy was complete. */
function twoProcesses() {
  const idempotency = memoryStore();
  const seen: boolean[] = [];
  const process = () => {
    const work = deferred();
    const started = deferred();
    const outcomes: Outcome[] = [];
    const receiver = createReceiver({
      ...open,
      idempotency,
      partialWaitMs: 10,
      onOutcome: (outcome) => outcomes.push(outcome),
    }).on('Message', async ({ complete }) => {
      seen.push(complete);
      started.resolve();
      await work.promise;
    });
    return { receiver, work, started: started.promise, outcomes };
  };
  return { here: process(), there: process(), seen };
}

describe('with a store that two processes share, a partial copy', () => {
  it('is superseded while the other process handles the complete copy', async () => {
    const { here, there, seen } = twoProcesses();
    const complete = there.receiver.receive(post(completeOf('A')));
    await there.started;
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
    there.work.resolve();
    expect((await complete).kind).toBe('handled');
    expect(seen).toEqual([true]);
  });

  it('is superseded in both processes after one has handled the complete copy', async () => {
    const { here, there } = twoProcesses();
    there.work.resolve();
    await there.receiver.receive(post(completeOf('A')));
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
    expect((await there.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
  });

  it('is busy while the other process handles the same copy, because that may fail', async () => {
    const { here, there } = twoProcesses();
    const first = there.receiver.receive(post(partialOf('A')));
    await there.started;
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('busy');
    there.work.reject(new Error('no'));
    expect((await first).kind).toBe('failed');
    here.work.resolve();
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('handled');
    expect(await there.receiver.receive(post(partialOf('A')))).toMatchObject({ kind: 'duplicate' });
  });

  it('is handled after the complete copy failed in the other process', async () => {
    const { here, there, seen } = twoProcesses();
    there.work.reject(new Error('no'));
    expect((await there.receiver.receive(post(completeOf('A')))).kind).toBe('failed');
    here.work.resolve();
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('handled');
    expect(seen).toEqual([true, false]);
  });

  it('waits, with skipPartialWait, for the complete copy that is in flight, and is superseded', async () => {
    const { here, seen } = twoProcesses();
    const complete = here.receiver.receive(post(completeOf('A')));
    await here.started;
    const partial = here.receiver.dispatch(parseEvent(partialOf('A')), { skipPartialWait: true });
    here.work.resolve();
    expect([(await complete).kind, (await partial).kind]).toEqual(['handled', 'superseded']);
    expect(seen).toEqual([true]);
  });

  it('is busy if the store does not say which copy the other process holds', async () => {
    const receiver = createReceiver({
      ...open,
      partialWaitMs: 10,
      idempotency: { claim: () => ({ status: 'busy' }), complete() {}, release() {} },
    }).on('Message', () => {});
    expect((await receiver.receive(post(partialOf('A')))).kind).toBe('busy');
  });
});

describe('with a store that two processes share, a complete copy', () => {
  it('is busy while the other process handles the partial copy, and is a duplicate with completesPartial after that', async () => {
    const { here, there, seen } = twoProcesses();
    const partial = there.receiver.receive(post(partialOf('A')));
    await there.started;
    expect((await here.receiver.receive(post(completeOf('A')))).kind).toBe('busy');
    there.work.resolve();
    await partial;
    await here.receiver.receive(post(completeOf('A')));
    expect(here.outcomes.at(-1)).toMatchObject({
      kind: 'duplicate',
      completesPartial: true,
      event: { phone: '5511999990000' },
    });
    expect(seen).toEqual([false]);
  });

  it('is a duplicate with completesPartial if this process has handled the partial copy', async () => {
    const { here } = twoProcesses();
    here.work.resolve();
    await here.receiver.receive(post(partialOf('A')));
    await here.receiver.receive(post(completeOf('A')));
    expect(here.outcomes.at(-1)).toMatchObject({ kind: 'duplicate', completesPartial: true });
  });

  it('waits for the partial copy that is in flight, and is a duplicate with completesPartial', async () => {
    const { here, seen } = twoProcesses();
    const partial = here.receiver.receive(post(partialOf('A')));
    await here.started;
    const complete = here.receiver.receive(post(completeOf('A')));
    here.work.resolve();
    expect([(await partial).kind, await complete]).toMatchObject([
      'handled',
      { kind: 'duplicate', completesPartial: true },
    ]);
    expect(seen).toEqual([false]);
  });

  it('is handled if the partial copy that was in flight failed', async () => {
    const seen: boolean[] = [];
    const started = deferred();
    const work = deferred();
    const receiver = createReceiver({ ...open, partialWaitMs: 10 }).on('Message', ({ complete }) => {
      seen.push(complete);
      started.resolve();
      return complete ? undefined : work.promise;
    });
    const partial = receiver.receive(post(partialOf('A')));
    await started.promise;
    const complete = receiver.receive(post(completeOf('A')));
    work.reject(new Error('no'));
    expect([(await partial).kind, (await complete).kind]).toEqual(['failed', 'handled']);
    expect(seen).toEqual([false, true]);
  });

  it('is a plain duplicate of a complete one', async () => {
    const { here, there } = twoProcesses();
    here.work.resolve();
    await here.receiver.receive(post(completeOf('A')));
    expect(await there.receiver.receive(post(completeOf('A')))).not.toHaveProperty('completesPartial');
  });
});
