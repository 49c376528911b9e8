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
  it('are plain data, each with a name of its own', () => {
    expect(JSON.parse(JSON.stringify(VECTORS))).toEqual(VECTORS);
    expect(new Set(VECTORS.map(({ name }) => name)).size).toBe(VECTORS.length);
    expect(VECTORS.length).toBeGreaterThanOrEqual(60);
  });

  it('expect one answer for each request, and explain every difference', () => {
    for (const { name, steps, answers, but = [] } of VECTORS) {
      const requests = steps.flatMap((step) => ('close' in step ? [] : 'together' in step ? step.together : [step]));
      expect(answers.length, name).toBe(requests.length);
      for (const difference of but) {
        expect(difference.answers.length, name).toBe(requests.length);
        expect(difference.because, name).toMatch(/^\S.+\.$/);
      }
    }
  });

  it('expect every outcome', () => {
    const expected = VECTORS.flatMap(({ answers }) => answers.flatMap((each) => (each === 'none' ? [] : each)));
    expect(new Set(expected.flatMap(({ outcome }) => outcome ?? []))).toEqual(new Set(Object.keys(OUTCOMES)));
  });

  it('set up every verifier, handler, store and inbox that there is', () => {
    const setups = VECTORS.map(({ setup = {} }) => setup);
    const used = (named: (setup: (typeof setups)[number]) => unknown) => new Set(setups.flatMap(named).filter(Boolean));
    expect(used(({ verify = 'signed URL' }) => verify)).toEqual(new Set(Object.keys(VERIFIERS)));
    expect(used(({ handlers = ['records'] }) => handlers)).toEqual(new Set(Object.keys(HANDLERS)));
    expect(used(({ store = 'memory' }) => store)).toEqual(new Set(Object.keys(STORES)));
    expect(used(({ inbox }) => inbox)).toEqual(new Set(Object.keys(INBOXES)));
  });
});
