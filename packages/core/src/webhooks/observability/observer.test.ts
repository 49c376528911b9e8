import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from '../idempotency/memory-store.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { deferred, open, post } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import { createUrlSigner } from '../verifiers/url-signer.ts';
import { type OutcomeInfo, type OutcomeReport, reportOf } from './outcome-report.ts';

const secret = 'a secret of thirty-two bytes or more';
const old = 'an older secret of thirty-two bytes or more';
const signer = createUrlSigner({ secret: [secret, old] });
const signedWith = (key: string) =>
  createUrlSigner({ secret: key }).sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);

/** The reports that the channel publishes during `work`. */
async function published(work: () => Promise<unknown>): Promise<OutcomeReport[]> {
  const reports: OutcomeReport[] = [];
  const record = (report: unknown) => reports.push(report as OutcomeReport);
  subscribe('vzaps:outcome', record);
  try {
    await work();
  } finally {
    unsubscribe('vzaps:outcome', record);
  }
  return reports;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('onOutcome', () => {
  it('receives the milliseconds by step', async () => {
    // Time passes only in advanceTimersByTime().
    vi.useFakeTimers({ toFake: ['performance'] });
    const infos: OutcomeInfo[] = [];
    const store = memoryStore();
    const work = [deferred(), deferred()];
    const [bothClaimed, secondBegan] = [deferred(), deferred()];
    let claims = 0;
    let begun = 0;
    const claim = (...args: Parameters<typeof store.claim>) => {
      claims += 1;
      if (claims === 2) bothClaimed.resolve();
      return store.claim(...args);
    };
    const receiver = createReceiver({
      ...open,
      idempotency: { ...store, claim },
      onOutcome: (_, info) => infos.push(info),
    }).on('Message', () => {
      begun += 1;
      if (begun === 2) secondBegan.resolve();
      return work[begun - 1]?.promise;
    });
    const bodies = [message(), message()].map((body) => JSON.stringify(body));
    const outcomes = bodies.map((body) => receiver.receive(post(body, { body: new Blob([body]).stream() as never })));
    await bothClaimed.promise;
    vi.advanceTimersByTime(20);
    work[0]?.resolve();
    await secondBegan.promise;
    vi.advanceTimersByTime(5);
    work[1]?.resolve();
    await Promise.all(outcomes);
    const none = { verify: 0, read: 0, parse: 0, claim: 0 };
    expect(infos).toEqual([
      { milliseconds: 20, steps: { ...none, handle: 20 } },
      { milliseconds: 25, steps: { ...none, wait: 20, handle: 5 } },
    ]);
    expect(infos.map(({ steps }) => Object.keys(steps))).toEqual([
      ['verify', 'read', 'parse', 'claim', 'handle'],
      ['verify', 'read', 'parse', 'claim', 'wait', 'handle'],
    ]);
  });

  it('may be asynchronous, and its rejection is ignored', async () => {
    const receiver = createReceiver({ ...open, onOutcome: () => Promise.reject(new Error('ignored')) });
    expect((await receiver.receive(post(message()))).kind).toBe('unhandled');
  });
});

describe('the diagnostics channel vzaps:outcome', () => {
  it('publishes outcome, type, instance, durations, retiredSecret and error names, and no text', async () => {
    const receiver = createReceiver({ verify: signer.verify }).on('Message', ({ text }) => {
      if (text === 'secret words') throw Object.assign(new TypeError('about secret words'), { code: 'E_MINE' });
    });
    const target = signedWith(old);
    const reports = await published(async () => {
      await receiver.receive(post(message(), { target }));
      await receiver.receive(post(message({ text: 'secret words' }), { target }));
      await receiver.receive(post(message(), { target: '/h?vzaps_signature=v1.forged' }));
      await receiver.receive(post({ type: 'Message', event: {} }, { target }));
    });
    const steps = expect.objectContaining({ verify: expect.any(Number) });
    const common = { milliseconds: expect.any(Number), steps };
    const verification = { instanceId: 'VZ1', retiredSecret: true };
    expect(reports).toEqual([
      { outcome: 'handled', type: 'Message', ...verification, ...common },
      {
        outcome: 'failed',
        type: 'Message',
        ...verification,
        ...common,
        errors: [{ name: 'TypeError', code: 'E_MINE' }],
      },
      { outcome: 'refused', reason: expect.any(String), ...common },
      { outcome: 'unprocessable', type: 'Unknown', ...verification, ...common, issues: expect.any(Array) },
    ]);
    expect(JSON.stringify(reports)).not.toMatch(/secret words|5511999990000|vzaps_signature|Ana/);
  });

  it('does not change the outcome if the value that a handler threw throws when it is read', async () => {
    const thrown = Object.defineProperty({}, 'name', {
      get() {
        throw new Error('ignored');
      },
    });
    const receiver = createReceiver(open).on('Message', () => {
      throw thrown;
    });
    await published(async () => {
      expect(await receiver.receive(post(message()))).toMatchObject({ kind: 'failed', errors: [thrown] });
    });
  });

  it('publishes the name of the error if the store is down', async () => {
    const store = { claim: () => Promise.reject(new RangeError('x')), complete() {}, release() {} };
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    expect(await published(() => receiver.receive(post(message())))).toMatchObject([
      { outcome: 'overloaded', errors: [{ name: 'RangeError' }] },
    ]);
  });
});

describe('reportOf()', () => {
  const info = { milliseconds: 1, steps: {} };

  it('names every kind of value that can be thrown', () => {
    const errors = ['text', undefined, { name: 5 }, new Error('x')];
    expect(reportOf({ kind: 'failed', errors }, info).errors).toEqual([
      { name: 'string' },
      { name: 'undefined' },
      { name: 'object' },
      { name: 'Error' },
    ]);
  });
});
