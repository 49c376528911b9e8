/** Two receivers that share a store, as two processes do: the table of docs/decisions/0004. */
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../events/index.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import type { Outcome } from '../outcome.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { completeOf, deferred, open, partialOf, post } from '../test/delivery.fixture.ts';

/** Handlers wait for `work`; `seen` says whether what they saw was complete. */
function twoProcesses() {
  const idempotency = memoryStore();
  const seen: boolean[] = [];
  const process = () => {
    const work = deferred();
    const started = deferred();
    const told: Outcome[] = [];
    const receiver = createReceiver({
      ...open,
      idempotency,
      partialWaitMs: 10,
      onOutcome: (outcome) => told.push(outcome),
    }).on('Message', async ({ complete }) => {
      seen.push(complete);
      started.resolve();
      await work.promise;
    });
    return { receiver, work, started: started.promise, told };
  };
  return { here: process(), there: process(), seen };
}

describe('a partial copy', () => {
  it('is superseded while its complete copy is handled by another process', async () => {
    const { here, there, seen } = twoProcesses();
    const complete = there.receiver.receive(post(completeOf('A')));
    await there.started;
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
    there.work.resolve();
    expect((await complete).kind).toBe('handled');
    expect(seen).toEqual([true]);
  });

  it('is superseded when its complete copy was handled by another process, and here', async () => {
    const { here, there } = twoProcesses();
    there.work.resolve();
    await there.receiver.receive(post(completeOf('A')));
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
    expect((await there.receiver.receive(post(partialOf('A')))).kind).toBe('superseded');
  });

  it('is busy while it is handled itself by another process: that one may fail', async () => {
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

  it('is handled when its complete copy failed elsewhere', async () => {
    const { here, there, seen } = twoProcesses();
    there.work.reject(new Error('no'));
    expect((await there.receiver.receive(post(completeOf('A')))).kind).toBe('failed');
    here.work.resolve();
    expect((await here.receiver.receive(post(partialOf('A')))).kind).toBe('handled');
    expect(seen).toEqual([true, false]);
  });

  it('that need not wait follows the complete copy that runs here, and is superseded once that is handled', async () => {
    const { here, seen } = twoProcesses();
    const complete = here.receiver.receive(post(completeOf('A')));
    await here.started;
    const partial = here.receiver.dispatch(parseEvent(partialOf('A')), { skipPartialWait: true });
    here.work.resolve();
    expect([(await complete).kind, (await partial).kind]).toEqual(['handled', 'superseded']);
    expect(seen).toEqual([true]);
  });

  it('is busy where the store does not tell which copy another process holds', async () => {
    const receiver = createReceiver({
      ...open,
      partialWaitMs: 10,
      idempotency: { claim: () => ({ status: 'busy' }), complete() {}, release() {} },
    }).on('Message', () => {});
    expect((await receiver.receive(post(partialOf('A')))).kind).toBe('busy');
  });
});

describe('a complete copy', () => {
  it('is busy while its partial copy is handled by another process, and then completes it', async () => {
    const { here, there, seen } = twoProcesses();
    const partial = there.receiver.receive(post(partialOf('A')));
    await there.started;
    expect((await here.receiver.receive(post(completeOf('A')))).kind).toBe('busy');
    there.work.resolve();
    await partial;
    await here.receiver.receive(post(completeOf('A')));
    expect(here.told.at(-1)).toMatchObject({
      kind: 'duplicate',
      completesPartial: true,
      event: { phone: '5511999990000' },
    });
    expect(seen).toEqual([false]);
  });

  it('completes the partial one that was handled in this process before', async () => {
    const { here } = twoProcesses();
    here.work.resolve();
    await here.receiver.receive(post(partialOf('A')));
    await here.receiver.receive(post(completeOf('A')));
    expect(here.told.at(-1)).toMatchObject({ kind: 'duplicate', completesPartial: true });
  });

  it('waits for the partial one that runs in this process, and completes it', async () => {
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

  it('is handled where the partial one that ran in this process failed', async () => {
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
