import { describe, expect, it, vi } from 'vitest';
import { onAbort } from './abort-listener.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { concatBytes } from './concat-bytes.ts';
import { isSecretName } from './secret-names.ts';
import { Deadline, withTimeout } from './with-timeout.ts';

describe('onAbort', () => {
  it('adds one event listener to a signal however many callbacks there are, and removes it with the last', () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    const removers = Array.from({ length: 20 }, () => onAbort(signal, () => {}));
    expect(add).toHaveBeenCalledTimes(1);
    for (const each of removers) each();
    expect(remove).toHaveBeenCalledTimes(1);
  });

  it('calls every callback that is still there with the reason of the abort', () => {
    const controller = new AbortController();
    const [kept, removed] = [vi.fn(), vi.fn()];
    onAbort(controller.signal, kept);
    onAbort(controller.signal, removed)();
    controller.abort('shutdown');
    expect(kept.mock.calls).toEqual([['shutdown']]);
    expect(removed).not.toHaveBeenCalled();
  });
});

describe('base64', () => {
  it('decodes what it encoded, for every length up to a few pieces', () => {
    for (const length of [0, 1, 2, 3, 255, 3 * 8192 - 1, 3 * 8192, 100_000]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 256);
      expect(Buffer.compare(Buffer.from(decodeBase64(encodeBase64(bytes)) ?? []), Buffer.from(bytes))).toBe(0);
    }
  });

  it('ignores white space and missing padding', () => {
    expect(decodeBase64(' YW\nJj ')).toEqual(decodeBase64('YWJj'));
    expect(decodeBase64('YQ')).toEqual(decodeBase64('YQ=='));
  });

  it.each(['*', 'YQ===', 'Y', 'a-b_', 'YQ=a'])('answers undefined for %j, which is not base64', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});

describe('isSecretName', () => {
  it.each(['token', 'instanceToken', 'X-Client-Token', 'client_secret', 'apiKey', 'password', 'sig', 'secret_key'])(
    'says that %s is the name of a secret',
    (name) => expect(isSecretName(name)).toBe(true),
  );

  it.each(['token_count', 'cookiePolicy', 'instance_id', 'type', 'key', '__proto__'])(
    'says that %s is not the name of a secret',
    (name) => expect(isSecretName(name)).toBe(false),
  );
});

describe('concatBytes', () => {
  it('joins chunks in their order', () => {
    expect([...concatBytes([Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)], 3)]).toEqual([1, 2, 3]);
  });
});

describe('withTimeout', () => {
  it('resolves with the value of work that ends in time', async () => {
    expect(await withTimeout(Promise.resolve('value'), 1_000)).toBe('value');
  });

  it('resolves with undefined when the time is over', async () => {
    expect(await withTimeout(new Promise(() => {}), 5)).toBeUndefined();
  });

  it('resolves with undefined when its heartbeat stops the wait', async () => {
    const heartbeat = { intervalMs: 1, renew: (stop: () => void) => stop() };
    expect(await withTimeout(new Promise(() => {}), 60_000, { heartbeat })).toBeUndefined();
  });

  it('can be shortened while it runs, and leaves the set of running timeouts when it ends', async () => {
    const running = new Set<Deadline>();
    const waiting = withTimeout(new Promise(() => {}), 60_000, { running });
    for (const deadline of running) deadline.shorten(0);
    expect(await waiting).toBeUndefined();
    expect(running.size).toBe(0);
  });
});

describe('Deadline', () => {
  it('does not count the time in which the event loop was blocked, if it ignores that time', async () => {
    const expiry = (milliseconds: number, ignoresBlockedTime: boolean) =>
      new Promise<undefined>((resolve) => {
        new Deadline({ onDeadline: () => resolve(undefined) }, milliseconds, undefined, ignoresBlockedTime);
      });
    const wait = (ignoresBlockedTime: boolean) => {
      const work = new Promise((resolve) => setTimeout(() => setImmediate(resolve, 'value'), 150));
      return Promise.race([work, expiry(200, ignoresBlockedTime)]);
    };
    const waits = [wait(true), wait(false)];
    setTimeout(() => {
      const end = performance.now() + 500;
      while (performance.now() < end);
    }, 20);
    expect(await Promise.all(waits)).toEqual(['value', undefined]);
    expect(await expiry(20, true)).toBeUndefined();
  });
});
