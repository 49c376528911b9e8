import { samplePayload } from '@vzaps/testing';
import { Hono } from 'hono';
import { describe, expect, it, vi } from 'vitest';
import { createReceiver, unsafeSkipVerification, vzapsVerify, vzapsWebhook } from './index.ts';

const PATH = '/webhooks/vzaps';
const openReceiver = () => createReceiver({ verify: unsafeSkipVerification() });

/** `vzapsWebhook` and `vzapsVerify` without their types, so that the tests can pass wrong arguments as JavaScript can. */
const MOUNTS = { vzapsWebhook, vzapsVerify } as unknown as Record<string, (source: unknown) => never>;

describe.each(Object.entries(MOUNTS))('%s()', (name, mount) => {
  it.each([
    ['undefined', undefined, 'is missing'],
    ['null', null, 'is null'],
    ['a string', 'receiver', 'is a string'],
    ['the options of a receiver', { verify: unsafeSkipVerification() }, 'is an object'],
  ])('throws INVALID_OPTION with the fix when it is mounted with %s', (_, source, kind) => {
    expect(() => mount(source)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringMatching(
          new RegExp(`${kind}\\. .+ Write ${name}\\(createReceiver\\(\\{ verify \\}\\)\\)`),
        ),
      }),
    );
  });

  it.each([
    ['is asynchronous', async () => openReceiver(), 'Await the values for the receiver in an earlier middleware'],
    [
      'is asynchronous and rejects',
      () => Promise.reject(new Error('no secrets')),
      'Await the values for the receiver in an earlier middleware',
    ],
    ['returns nothing', () => {}, `${name}((c) => createReceiver({ verify }))`],
    ['returns null', () => null, `${name}((c) => createReceiver({ verify }))`],
    ['returns the options of a receiver', () => ({ verify: unsafeSkipVerification() }), 'It must be a receiver'],
  ])('passes INVALID_OPTION to app.onError() at each request if its function %s', async (_, source, solution) => {
    const create = vi.fn<() => unknown>(source);
    const app = new Hono();
    app.post(PATH, mount(create));
    app.onError((error, c) => c.json({ ...error, message: error.message }, 500));
    for (const times of [1, 2]) {
      const response = await app.request(PATH, { method: 'POST', body: JSON.stringify(samplePayload('Message')) });
      expect(await response.json()).toMatchObject({
        code: 'INVALID_OPTION',
        message: expect.stringContaining(solution),
      });
      expect(create).toHaveBeenCalledTimes(times);
    }
  });
});
