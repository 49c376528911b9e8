import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logOutcomes } from '../../../recipes/logger.ts';
import { parseEvent } from '../../events/index.ts';
import { type OutcomeReport, reportOf } from '../observability/outcome-report.ts';
import type { Outcome } from '../outcome.ts';
import { createReceiver } from '../receiver/create-receiver.ts';
import { deferred, open } from '../test/delivery.fixture.ts';
import { message } from '../test/message.fixture.ts';
import type { IdempotencyStore } from './idempotency-store.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const claimed = () => ({ status: 'claimed' as const, token: '1' });
const storeOf = (more: object): IdempotencyStore => ({
  claim: claimed,
  renew: () => true,
  complete: () => true,
  release: () => true,
  ...more,
});
const down = new RangeError('redis is away');
const throws = () => {
  throw down;
};
const rejects = () => Promise.reject(down);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Dispatches one event to a receiver with such a store. Returns the outcome and its report. */
async function dispatch(store: object, handler: () => unknown = () => {}, id = 'A') {
  const reports: OutcomeReport[] = [];
  const receiver = createReceiver({
    ...open,
    idempotency: storeOf(store),
    onOutcome: (outcome, info) => reports.push(reportOf(outcome, info)),
  }).on('Message', handler);
  let outcome: Outcome | undefined;
  receiver.dispatch(parseEvent(message({ id }))).then((known) => {
    outcome = known;
  });
  await vi.advanceTimersByTimeAsync(30_000);
  return { outcome, report: reports[0] };
}

describe('an outcome', () => {
  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])(
    'contains the error of the store if complete %s, because the handled event may be handled once more',
    async (_, fails) => {
      const { outcome, report } = await dispatch({ complete: fails });
      expect(outcome).toMatchObject({ kind: 'handled', storeError: down });
      expect(report).toMatchObject({ outcome: 'handled', errors: [{ name: 'RangeError' }] });
    },
  );

  it('contains STORE_TIMEOUT if complete hangs', async () => {
    const { outcome, report } = await dispatch({ complete: () => new Promise(() => {}) });
    expect(outcome).toMatchObject({ kind: 'handled', storeError: { code: 'STORE_TIMEOUT' } });
    expect(report?.errors).toEqual([{ name: 'VZapsError', code: 'STORE_TIMEOUT' }]);
  });

  it('contains the errors of the handler and of the store if the event cannot be released after it failed', async () => {
    const failure = new TypeError('no');
    const { outcome, report } = await dispatch({ release: rejects }, () => Promise.reject(failure));
    expect(outcome).toMatchObject({ kind: 'failed', errors: [failure], storeError: down });
    expect(report?.errors).toEqual([{ name: 'TypeError' }, { name: 'RangeError' }]);
  });

  it('contains the error of the store if a renewal failed although the event was handled', async () => {
    const { outcome } = await dispatch({ renew: vi.fn(rejects).mockRejectedValueOnce(down) }, () => sleep(12_000));
    expect(outcome).toMatchObject({ kind: 'handled', storeError: down });
  });

  it('contains the error of the store if a busy event could not be released', async () => {
    const claim = () => sleep(6_000).then(claimed);
    const receiver = createReceiver({
      ...open,
      idempotency: storeOf({ claim, release: rejects }),
      handlerTimeoutMs: 5_000,
    }).on('Message', () => {});
    const outcome = receiver.dispatch(parseEvent(message()));
    await vi.advanceTimersByTimeAsync(6_000);
    expect(await outcome).toMatchObject({ kind: 'busy', storeError: down });
  });

  it('contains the error of the store if a renewal failed before the lease of a waiting event was lost', async () => {
    const ofTheSecond = vi.fn(async () => false).mockRejectedValueOnce(down);
    const renew = (key: string) => key === '|A' || ofTheSecond();
    const receiver = createReceiver({ ...open, idempotency: storeOf({ renew }) }).on('Message', () => sleep(25_000));
    receiver.dispatch(parseEvent(message({ id: 'A' })));
    const waiting = receiver.dispatch(parseEvent(message()));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await waiting).toMatchObject({ kind: 'busy', storeError: down });
  });

  it('contains the error of the store if an event that close() rejects could not be released', async () => {
    const work = deferred();
    const receiver = createReceiver({ ...open, idempotency: storeOf({ release: rejects }) }).on(
      'Message',
      () => work.promise,
    );
    receiver.dispatch(parseEvent(message()));
    const waiting = receiver.dispatch(parseEvent(message()));
    receiver.close();
    expect(await waiting).toMatchObject({ kind: 'overloaded', storeError: down });
    work.resolve();
  });

  it('makes the recipe for a logger write a warning if a handled event has an error of the store', async () => {
    const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    for (const complete of [() => true, throws]) {
      const { outcome } = await dispatch({ complete });
      if (outcome) logOutcomes(logger)(outcome, { milliseconds: 1, steps: {} });
    }
    expect([logger.info, logger.warn].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('contains no error of the store if nothing failed', async () => {
    const { outcome, report } = await dispatch({});
    expect(outcome).not.toHaveProperty('storeError');
    expect(report).not.toHaveProperty('errors');
  });
});

describe('a receiver', () => {
  const forms = (answer: unknown) => [() => answer, async () => answer];

  it.each([false, 0, null])(
    'fails the event with LEASE_LOST if complete() returns %j, because another holder may have the event',
    async (answer) => {
      for (const complete of forms(answer)) {
        const { outcome } = await dispatch({ complete });
        expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'LEASE_LOST' }] });
      }
    },
  );

  it.each([undefined, true, 1, 'OK', {}])(
    'treats the result %j of complete() as success, because simple stores return it',
    async (answer) => {
      for (const complete of forms(answer)) expect((await dispatch({ complete })).outcome?.kind).toBe('handled');
    },
  );

  it.each([undefined, true, 1, 'OK'])(
    'treats the result %j of renew() as success, because Redis scripts return it',
    async (answer) => {
      for (const renew of forms(answer)) {
        expect((await dispatch({ renew }, () => sleep(12_000))).outcome?.kind).toBe('handled');
      }
    },
  );

  it.each([false, 0, null])('fails the event with LEASE_LOST if renew() returns %j', async (answer) => {
    for (const renew of forms(answer)) {
      const { outcome } = await dispatch({ renew }, () => sleep(12_000));
      expect(outcome).toMatchObject({ kind: 'failed', errors: [{ code: 'LEASE_LOST' }] });
    }
  });
});
