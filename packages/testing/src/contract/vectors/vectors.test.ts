import type { Outcome } from '@vzaps/core/webhooks';
import { describe, expect, it } from 'vitest';
import { HANDLERS } from '../harness/handlers.ts';
import { INBOXES, STORES } from '../harness/stores.ts';
import { VERIFIERS } from '../harness/verifiers.ts';
import { VECTORS } from './index.ts';

const OUTCOMES = {
  handled: true,
  unhandled: true,
  duplicate: true,
  superseded: true,
  queued: true,
  busy: true,
  malformed: true,
  refused: true,
  method_not_allowed: true,
  too_large: true,
  unsupported_encoding: true,
  unprocessable: true,
  failed: true,
  overloaded: true,
} satisfies Record<Outcome['kind'], true>;

describe('the vectors', () => {
  it('are plain data with unique names', () => {
    expect(JSON.parse(JSON.stringify(VECTORS))).toEqual(VECTORS);
    expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
    expect(VECTORS.length).toBeGreaterThanOrEqual(60);
  });

  it('expect one response for each request, and give a reason for every difference', () => {
    for (const { name, steps, responses, differences = [] } of VECTORS) {
      const requests = steps.flatMap((step) =>
        'close' in step ? [] : 'concurrently' in step ? step.concurrently : [step],
      );
      expect(responses.length, name).toBe(requests.length);
      for (const difference of differences) {
        expect(difference.responses.length, name).toBe(requests.length);
        expect(difference.reason, name).toMatch(/^\S.+\.$/);
      }
    }
  });

  it('cover every outcome', () => {
    const expected = VECTORS.flatMap(({ responses }) => responses.flatMap((each) => (each === 'none' ? [] : each)));
    expect(new Set(expected.flatMap(({ outcome }) => outcome ?? []))).toEqual(new Set(Object.keys(OUTCOMES)));
  });

  it('use every verifier, handler, store and inbox of the scenarios', () => {
    const setups = VECTORS.map(({ setup = {} }) => setup);
    const used = (namesOf: (setup: (typeof setups)[number]) => unknown) =>
      new Set(setups.flatMap(namesOf).filter(Boolean));
    expect(used(({ verify = 'signed URL' }) => verify)).toEqual(new Set(Object.keys(VERIFIERS)));
    expect(used(({ handlers = ['records'] }) => handlers)).toEqual(new Set(Object.keys(HANDLERS)));
    expect(used(({ store = 'memory' }) => store)).toEqual(new Set(Object.keys(STORES)));
    expect(used(({ inbox }) => inbox)).toEqual(new Set(Object.keys(INBOXES)));
  });
});
