import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { createReceiver } from '../create-receiver.ts';
import { open, post } from '../delivery.fixture.ts';
import { memoryStore } from '../idempotency/memory-store.ts';
import { message } from '../message.fixture.ts';
import { createUrlSigner } from '../verify/url-signer.ts';
import { type OutcomeInfo, type OutcomeReport, reportOf } from './report.ts';

const secret = 'a secret of thirty-two bytes or more';
const old = 'an older secret of thirty-two bytes or more';
const signer = createUrlSigner({ secret: [secret, old] });
const signedWith = (key: string) =>
  createUrlSigner({ secret: key }).sign('https://x.example/h', { instanceId: 'VZ1' }).slice('https://x.example'.length);

/** What the channel says while `work` is done. */
async function published(work: () => Promise<unknown>): Promise<OutcomeReport[]> {
  const reports: OutcomeReport[] = [];
  const listen = (report: unknown) => reports.push(report as OutcomeReport);
  subscribe('vzaps:outcome', listen);
  try {
    await work();
  } finally {
    unsubscribe('vzaps:outcome', listen);
  }
  return reports;
}

describe('onOutcome', () => {
  it('is told the milliseconds by step', async () => {
    const infos: OutcomeInfo[] = [];
    const receiver = createReceiver({
      ...open,
      idempotency: memoryStore(),
      onOutcome: (_, info) => infos.push(info),
    }).on('Message', () => new Promise((resolve) => setTimeout(resolve, 20)));
    const bodies = [message(), message()].map((body) => JSON.stringify(body));
    await Promise.all(bodies.map((body) => receiver.receive(post(body, { body: new Blob([body]).stream() as never }))));
    const [first, second] = infos;
    expect(Object.keys(first?.steps ?? {})).toEqual(['verify', 'read', 'parse', 'claim', 'handle']);
    expect(Object.keys(second?.steps ?? {})).toEqual(['verify', 'read', 'parse', 'claim', 'wait', 'handle']);
    expect(first?.steps.handle).toBeGreaterThan(15);
    expect(second?.steps.wait).toBeGreaterThan(15);
    const sum = Object.values(second?.steps ?? {}).reduce((all, each) => all + each, 0);
    expect(sum).toBeLessThanOrEqual(second?.milliseconds ?? 0);
    expect(sum).toBeGreaterThan((second?.milliseconds ?? 0) * 0.8);
  });

  it('may be asynchronous, and its rejection is nobody’s', async () => {
    const receiver = createReceiver({ ...open, onOutcome: () => Promise.reject(new Error('ignored')) });
    expect((await receiver.receive(post(message()))).kind).toBe('unhandled');
  });
});

describe('the diagnostics channel vzaps:outcome', () => {
  it('tells outcome, type, instance, time by step, retired and errors, and nothing that was said', async () => {
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
    const proof = { instanceId: 'VZ1', retired: true };
    expect(reports).toEqual([
      { outcome: 'handled', type: 'Message', ...proof, ...common },
      { outcome: 'failed', type: 'Message', ...proof, ...common, errors: [{ name: 'TypeError', code: 'E_MINE' }] },
      { outcome: 'refused', reason: expect.any(String), ...common },
      { outcome: 'drifted', type: 'Unknown', ...proof, ...common, issues: expect.any(Array) },
    ]);
    expect(JSON.stringify(reports)).not.toMatch(/secret words|5511999990000|vzaps_signature|Ana/);
  });

  it('changes no outcome, though what a handler threw throws when it is looked at', async () => {
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

  it('tells the error of a store that is down', async () => {
    const store = { claim: () => Promise.reject(new RangeError('x')), complete() {}, release() {} };
    const receiver = createReceiver({ ...open, idempotency: store }).on('Message', () => {});
    expect(await published(() => receiver.receive(post(message())))).toMatchObject([
      { outcome: 'overloaded', errors: [{ name: 'RangeError' }] },
    ]);
  });
});

describe('a report', () => {
  const info = { milliseconds: 1, steps: {} };

  it('names whatever was thrown', () => {
    const errors = ['text', undefined, { name: 5 }, new Error('x')];
    expect(reportOf({ kind: 'failed', errors }, info).errors).toEqual([
      { name: 'string' },
      { name: 'undefined' },
      { name: 'object' },
      { name: 'Error' },
    ]);
  });
});
