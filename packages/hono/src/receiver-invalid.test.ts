import { samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';

const PATH = '/webhooks/vzaps';
const open = () => createReceiver({ verify: unsafeSkipVerification() });

/** As JavaScript would call it. */
const MOUNTS = { vzapsWebhook, vzapsVerify } as unknown as Record<string, (source: unknown) => never>;

describe.each(Object.entries(MOUNTS))('%s', (_, mount) => {
  it.each([
    ['is asynchronous', async () => open(), 'await what it needs in a middleware before it'],
    ['is asynchronous and fails', () => Promise.reject(new Error('no secrets')), 'in a middleware before it'],
    ['returns nothing', () => {}, 'a function that returns one: (c) => createReceiver(…)'],
    ['returns null', () => null, 'a function that returns one: (c) => createReceiver(…)'],
  ])('tells the cure at each request, and harms no process, when its function %s', async (_, source, cure) => {
    const make = vi.fn(source);
    const app = new Hono();
    app.post(PATH, mount(make));
    app.onError((error, c) => c.json({ ...error, message: error.message }, 500));
    for (const times of [1, 2]) {
      const answer = await app.request(PATH, { method: 'POST', body: JSON.stringify(samplePayload('Message')) });
      expect(await answer.json()).toMatchObject({ code: 'INVALID_OPTION', message: expect.stringContaining(cure) });
      expect(make).toHaveBeenCalledTimes(times);
    }
  });

  it.each([undefined, null, 'receiver'])('does not mount %s', (source) => {
    expect(() => mount(source)).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }));
  });
});
